/** A rectangle in millimetres from the top left corner of the trimmed page. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An area that must stay empty, or should be watched, with the reason. */
export interface ReservedArea extends Area {
  /** Page number from 1. */
  page: number;
  zh: string;
  en: string;
}

/** A window envelope and how far the letter may move inside it. */
export interface WindowEnvelope {
  width: number;
  height: number;
  window: Area;
  /** How far the window itself may be off, in mm. */
  toleranceX: number;
  toleranceY: number;
  /** Folded size of the letter inside. */
  folded: { width: number; height: number };
}

/** The physical shape of a piece. Geometry is edition-dated data: standards change, code should not. */
export interface PieceFormat {
  id: string;
  name: { zh: string; en: string };
  /** Trimmed size, mm. */
  width: number;
  height: number;
  /** Artwork runs over the trim by this much on every side, mm. */
  bleed: number;
  /** Nothing that matters closer to the trim than this, mm. */
  safe: number;
  /** The most pages a design of this format may have. */
  pages: number;
  envelope?: WindowEnvelope;
  /** Fold lines, mm from the top. */
  folds: number[];
  reserved: ReservedArea[];
  edition: string;
  source: string;
}

const POSTCODE_CORNER = {
  page: 1,
  x: 0,
  y: 0,
  width: 80,
  height: 26,
  zh: '左上角 80×26 毫米只能有邮政编码框',
  en: 'The top left 80×26 mm are for the postcode boxes only',
};

const POSTCARD_SOURCE =
  'Postal trade practice for postcards, second-hand; the exact edition is to be confirmed with the post office';

/** Every piece format the engine knows, by id. */
export const PIECE_FORMATS: Readonly<Record<string, PieceFormat>> = {
  'dl-letter-a4': {
    id: 'dl-letter-a4',
    name: { zh: 'A4 信函（DL 窗口信封）', en: 'A4 letter (DL window envelope)' },
    width: 210,
    height: 297,
    bleed: 3,
    safe: 5,
    pages: 8,
    envelope: {
      width: 220,
      height: 110,
      window: { x: 25, y: 30, width: 100, height: 40 },
      toleranceX: 2,
      toleranceY: 1.5,
      folded: { width: 210, height: 99 },
    },
    folds: [99, 198],
    reserved: [],
    edition: 'GB/T 1416-2003',
    source:
      'GB/T 1416 DL 220×110 (tolerance ±1.5), window 100×40 at left 25±2 and top 30±1.5; second-hand. ' +
      'GB/T 1416-2021 leaves window envelopes out of its scope',
  },
  'postcard-148x100': {
    id: 'postcard-148x100',
    name: { zh: '明信片 148×100', en: 'Postcard 148×100' },
    width: 148,
    height: 100,
    bleed: 3,
    safe: 5,
    pages: 2,
    folds: [],
    reserved: [POSTCODE_CORNER],
    edition: '148×100',
    source: POSTCARD_SOURCE,
  },
  'postcard-165x102': {
    id: 'postcard-165x102',
    name: { zh: '明信片 165×102', en: 'Postcard 165×102' },
    width: 165,
    height: 102,
    bleed: 3,
    safe: 5,
    pages: 2,
    folds: [],
    reserved: [POSTCODE_CORNER],
    edition: '165×102',
    source: POSTCARD_SOURCE,
  },
  'self-mailer-a4': {
    id: 'self-mailer-a4',
    name: { zh: '邮简（A4 两折）', en: 'Self-mailer (A4, two folds)' },
    width: 210,
    height: 297,
    bleed: 3,
    safe: 5,
    pages: 2,
    folds: [99, 198],
    reserved: [],
    edition: 'house 2026',
    source:
      'House format: A4 folded twice to 210×99 and sealed; ask the accepting post office before printing',
  },
};

/**
 * Where a window letter may print its address, and where nothing else may be.
 * The letter slides by (envelope − folded letter) and the window itself is off by its tolerance:
 * `safe` is seen through the window in every position, `reach` is seen in at least one.
 */
export function windowAreas(envelope: WindowEnvelope): { safe: Area; reach: Area } {
  const { window, folded, toleranceX, toleranceY } = envelope;
  const playX = envelope.width - folded.width;
  const playY = envelope.height - folded.height;
  return {
    safe: {
      x: window.x + toleranceX,
      y: window.y + toleranceY,
      width: window.width - playX - 2 * toleranceX,
      height: window.height - playY - 2 * toleranceY,
    },
    reach: {
      x: window.x - playX - toleranceX,
      y: window.y - playY - toleranceY,
      width: window.width + playX + 2 * toleranceX,
      height: window.height + playY + 2 * toleranceY,
    },
  };
}
