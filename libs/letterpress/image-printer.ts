import type { ContentBuffer } from './content-buffer';
import type { ImageBox } from './design';
import type { ImportedImage } from './artwork';
import type { BoxPrinter, PieceContext } from './piece-context';
import type { Placement } from './placement';
import type { CompiledTemplate } from './template';
import { pdfNumber } from './units';

/** Draws the picture a field chooses. Every picture is embedded once a file. */
export class ImagePrinter implements BoxPrinter {
  readonly id: string;
  readonly constant: boolean;
  private readonly drawings = new Map<string, string>();

  constructor(
    private readonly box: ImageBox,
    private readonly template: CompiledTemplate,
    place: Placement,
    images: ReadonlyMap<string, ImportedImage>,
  ) {
    this.id = box.id;
    this.constant = template.constant;
    for (const [key, file] of Object.entries(box.images)) {
      const image = images.get(file);
      if (image) this.drawings.set(key, drawing(image, place, box.fit));
    }
  }

  print(piece: PieceContext, out: ContentBuffer): void {
    const key = this.template.render(piece).trim();
    if (key === '') {
      if (this.box.required) piece.report('empty-required');
      return;
    }
    const drawn = this.drawings.get(key);
    if (drawn === undefined) piece.report('image-missing');
    else out.ascii(drawn);
  }
}

function drawing(image: ImportedImage, place: Placement, fit: ImageBox['fit']): string {
  const scales = [place.width / image.width, place.height / image.height];
  const scale = fit === 'contain' ? Math.min(...scales) : Math.max(...scales);
  const width = image.width * scale;
  const height = image.height * scale;
  const x = place.x + (place.width - width) / 2;
  const y = place.top - (place.height + height) / 2;
  const clip = `${[place.x, place.top - place.height, place.width, place.height].map((v) => pdfNumber(v)).join(' ')} re W n `;
  const unit = image.kind === 'form' ? [scale, scale] : [width, height];
  const matrix = [unit[0] as number, 0, 0, unit[1] as number, x, y].map((v) => pdfNumber(v, 5)).join(' ');
  return `${place.enter}q ${fit === 'cover' ? clip : ''}${matrix} cm /${image.resource} Do Q\n${place.leave}`;
}
