import { ContentBuffer } from './content-buffer';
import type { Design } from './design';
import type { Finding } from './findings';
import type { PieceContext, PieceInput } from './piece-context';
import { placeBox } from './placement';
import type { PressPlan } from './press-plan';
import { openPressApart, type DesignAssets } from './open-press';
import type { Press } from './press';
import type { Overlay, PrintResult } from './print-job';
import { pdfNumber } from './units';

export interface ProofOptions {
  /** Words across every page, e.g. 样张 SAMPLE; none when left out. */
  watermark?: string;
}

export interface Proof {
  pdf: Buffer;
  /** As for printing, but `heldOut` pieces are on the pages too, marked. */
  result: PrintResult;
}

const MARK = '0.784 0.251 0.184';

/** Words across the page, and a frame around every box with a finding. */
class ProofOverlay implements Overlay {
  readonly cropToTrim = true;

  constructor(
    private readonly design: Design,
    private readonly watermark: string | undefined,
  ) {}

  draw(
    plan: PressPlan,
    page: number,
    findings: readonly Finding[],
    piece: PieceContext,
    out: ContentBuffer,
  ): void {
    const boxes = new Map(this.design.pages[page]?.boxes.map((box) => [box.id, box]));
    const marked = new Set(findings.filter((f) => f.page === page + 1).map((f) => f.box));
    for (const id of marked) {
      const box = boxes.get(id);
      const frame = box
        ? placeBox({ ...box, rotate: 0 }, plan.page)
        : { x: plan.page.bleed + 6, top: plan.page.height - plan.page.bleed - 6, ...inner(plan) };
      const rectangle = [frame.x, frame.top - frame.height, frame.width, frame.height]
        .map((v) => pdfNumber(v))
        .join(' ');
      out.ascii(`q ${MARK} RG 1.2 w [4 2] 0 d ${rectangle} re S Q\n`);
    }
    if (this.watermark) drawWatermark(this.watermark, plan, piece, out);
  }
}

function inner(plan: PressPlan): { width: number; height: number } {
  const margin = 2 * (plan.page.bleed + 6);
  return { width: plan.page.width - margin, height: plan.page.height - margin };
}

/** One line from corner to corner, outlined lightly so that the page stays readable. */
function drawWatermark(text: string, plan: PressPlan, piece: PieceContext, out: ContentBuffer): void {
  const { primary } = piece.fonts.chain('sans-bold');
  const cids: number[] = [];
  let width = 0;
  for (const character of text.slice(0, 40)) {
    const codePoint = character.codePointAt(0) as number;
    const cid = codePoint < primary.cids.length ? primary.take(codePoint) : 0;
    if (cid === 0) continue;
    cids.push(cid >> 8, cid & 255);
    width += primary.advances[codePoint] as number;
  }
  if (cids.length === 0) return;
  const { width: w, height: h } = plan.page;
  const diagonal = Math.hypot(w, h);
  const [cos, sin] = [w / diagonal, h / diagonal];
  const size = Math.min((diagonal * 0.6 * 1000) / width, diagonal * 0.12);
  const half = (width * size) / 2000;
  const x = w / 2 - half * cos + size * 0.36 * sin;
  const y = h / 2 - half * sin - size * 0.36 * cos;
  const matrix = [cos, sin, -sin, cos, x, y].map((v) => pdfNumber(v, 4)).join(' ');
  out.ascii(`q ${MARK} RG 0.5 w BT 1 Tr /${primary.resource} ${pdfNumber(size, 2)} Tf ${matrix} Tm (`);
  out.append(Uint8Array.from(cids));
  out.ascii(') Tj ET Q\n');
}

/**
 * Prints chosen records for the eye: all of them, those with findings marked, trimmed, watermarked.
 * @throws DesignError as `openPressApart`
 */
export async function renderProof(
  design: Design,
  assets: DesignAssets,
  pieces: Iterable<PieceInput>,
  options: ProofOptions = {},
): Promise<Proof> {
  return proofOf(await openPressApart(design, assets), pieces, options);
}

/** The same from a press that is already open: what a live preview calls on every change of the record. */
export function proofOf(press: Press, pieces: Iterable<PieceInput>, options: ProofOptions = {}): Proof {
  const parts: Uint8Array[] = [];
  const overlay = new ProofOverlay(press.design, options.watermark);
  const job = press.job((bytes) => parts.push(Buffer.from(bytes)), {}, overlay);
  for (const piece of pieces) job.add(piece);
  const result = job.finish();
  return { pdf: Buffer.concat(parts), result };
}
