import { z } from 'zod';
import { checkDesign } from './design-check';
import { DesignError, type DesignIssue } from './design-error';
import { FONT_NAMES } from './font-catalogue';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'small letters, digits and hyphens');
const fileName = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,127}$/u, 'a plain file name');
const label = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const mm = z.number().min(-100).max(2000);
const length = z.number().positive().max(2000);
const points = z.number().min(3).max(400);
const percent = z.number().min(0).max(100);
const template = z.string().max(8000);

/** Screen colour `#rrggbb`, or ink in percent. Pure greys are written as DeviceGray so that black stays one plate. */
const colour = z.union([
  z.string().regex(/^#[0-9a-fA-F]{6}$/, '#rrggbb'),
  z.strictObject({ cmyk: z.tuple([percent, percent, percent, percent]) }),
]);

/** Millimetres from the top left corner of the trimmed page; `rotate` turns the content clockwise in its box. */
const place = {
  id,
  x: mm,
  y: mm,
  width: length,
  height: length,
  rotate: z.literal([0, 90, 180, 270]).default(0),
};

const type = {
  font: z.enum(FONT_NAMES).default('sans'),
  /** Points. */
  size: points.default(10.5),
  /** Baseline to baseline, points; 1.5 × size when left out. */
  leading: points.optional(),
  colour: colour.default('#000000'),
};

const textType = {
  ...type,
  align: z.enum(['left', 'center', 'right', 'justify']).default('left'),
  valign: z.enum(['top', 'middle', 'bottom']).default('top'),
  /** `report`: text that does not fit holds the piece out; `shrink`: first try smaller, down to `minSize`. */
  overflow: z.enum(['report', 'shrink']).default('report'),
  minSize: points.default(7),
  /** Extra space after every character, thousandths of the size. */
  tracking: z.number().min(-200).max(2000).default(0),
};

const textBox = z.strictObject({
  ...place,
  ...textType,
  kind: z.literal('text'),
  template,
  /** An empty result holds the piece out. */
  required: z.boolean().default(false),
  /** Millimetres from one character to the next, for postcode squares; the text stays on one line. */
  pitch: z.number().min(1).max(50).optional(),
});

const addressLine = z.strictObject({
  template,
  font: z.enum(FONT_NAMES).optional(),
  size: points.optional(),
  leading: points.optional(),
  /** Extra space above the line, points. */
  before: z.number().min(0).max(200).default(0),
  required: z.boolean().default(false),
});

const addressBox = z.strictObject({
  ...place,
  ...textType,
  overflow: textType.overflow.default('shrink'),
  kind: z.literal('address'),
  /** Lines that come out empty close up. */
  lines: z
    .array(addressLine)
    .min(1)
    .max(8)
    .default([
      { template: '{{postcode}}', before: 0, required: false },
      { template: '{{address}}', before: 0, required: true },
      { template: '{{default company ""}}', before: 0, required: false },
      { template: '{{name}}　收', before: 2, required: true },
    ]),
});

const serialBox = z.strictObject({
  ...place,
  ...textType,
  kind: z.literal('serial'),
  size: points.default(7),
  minSize: points.default(5),
  template: template.default('{{serial}}'),
});

const qrBox = z.strictObject({
  ...place,
  kind: z.literal('qr'),
  template,
  level: z.enum(['L', 'M', 'Q', 'H']).default('M'),
  /** Quiet zone inside the box, in modules; the standard asks for 4. */
  quiet: z.number().int().min(0).max(10).default(4),
  colour: colour.default('#000000'),
});

const imageBox = z.strictObject({
  ...place,
  kind: z.literal('image'),
  /** Its text chooses from `images`; an empty text draws nothing unless `required`. */
  template,
  images: z.record(z.string().min(1).max(100), fileName).default({}),
  fit: z.enum(['contain', 'cover']).default('contain'),
  required: z.boolean().default(false),
});

const box = z.discriminatedUnion('kind', [textBox, addressBox, serialBox, qrBox, imageBox]);

const page = z.strictObject({
  /** Press artwork drawn under the boxes: a page (from 1) of a PDF, or a PNG or JPEG. */
  artwork: z.strictObject({ file: fileName, page: z.number().int().min(1).max(500).default(1) }).optional(),
  boxes: z.array(box).max(60),
});

/** A design as it is kept: JSON. Lengths in millimetres, type in points. */
export const designSchema = z.strictObject({
  id,
  version: z.number().int().min(1).max(1_000_000),
  name: label,
  description: label.optional(),
  /** A key of `PIECE_FORMATS`. */
  format: id,
  /** Words a marketer edits without touching the layout; boxes use them as `{{texts.id}}`. */
  texts: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'letters, digits and _'),
        label,
        value: template,
        lines: z.number().int().min(1).max(40).default(1),
      }),
    )
    .max(60)
    .default([]),
  /** List fields without which a piece is held out. */
  required: z.array(z.string().min(1).max(100)).max(50).default([]),
  pages: z.array(page).min(1).max(8),
});

export type Design = z.infer<typeof designSchema>;
export type DesignPage = Design['pages'][number];
export type DesignBox = DesignPage['boxes'][number];
export type TextBox = Extract<DesignBox, { kind: 'text' }>;
export type AddressBox = Extract<DesignBox, { kind: 'address' }>;
export type SerialBox = Extract<DesignBox, { kind: 'serial' }>;
export type QrBox = Extract<DesignBox, { kind: 'qr' }>;
export type ImageBox = Extract<DesignBox, { kind: 'image' }>;
export type Colour = TextBox['colour'];

function schemaIssue(issue: z.core.$ZodIssue): DesignIssue {
  return {
    path: issue.path.map(String).join('.'),
    code: 'design-shape',
    zh: '此处的内容不符合版式要求，请检查类型、范围和拼写。',
    en: `This part of the design is not as expected: ${issue.message}.`,
  };
}

/**
 * Reads a design from parsed JSON: shape, references, templates and geometry.
 * @throws DesignError `invalid-design` with every issue found.
 */
export function parseDesign(json: unknown): Design {
  const parsed = designSchema.safeParse(json);
  if (!parsed.success)
    throw new DesignError('invalid-design', parsed.error.issues.slice(0, 50).map(schemaIssue));
  const issues = checkDesign(parsed.data);
  if (issues.length > 0) throw new DesignError('invalid-design', issues);
  return parsed.data;
}
