interface PagesNode {
  count: number;
  kids: number[];
}

const PAGE = 1;
const SOUND_STREAM = 2;
const CONTENT = 4;
const MAX_DEPTH = 12;

function references(text: string): number[] {
  return [...text.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]));
}

/** Gathers pages, page tree nodes and streams as they pass, then checks that they belong together. */
export class PdfTreeCheck {
  private readonly flags: Uint8Array;
  private readonly nodes = new Map<number, PagesNode>();
  private readonly catalogues = new Map<number, number>();
  private pages = 0;

  constructor(
    private readonly offsets: Float64Array,
    private readonly problem: (text: string) => void,
  ) {
    this.flags = new Uint8Array(offsets.length);
  }

  /** A stream object that was found; `sound` when its length and filter are right. */
  stream(number: number, sound: boolean): void {
    if (sound) this.flags[number] = (this.flags[number] as number) | SOUND_STREAM;
  }

  /** A page, a page tree node or the catalogue. */
  object(number: number, text: string): void {
    if (/\/Type\s*\/Catalog/.test(text)) {
      this.catalogues.set(number, Number(/\/Pages (\d+) 0 R/.exec(text)?.[1] ?? 0));
    } else if (/\/Type\s*\/Pages/.test(text)) {
      const kids = /\/Kids\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
      this.nodes.set(number, {
        count: Number(/\/Count (\d+)/.exec(text)?.[1] ?? -1),
        kids: references(kids),
      });
    } else this.page(number, text);
  }

  /** Checks the whole; returns the number of pages in the tree. */
  finish(root: number): number {
    const top = this.catalogues.get(root);
    if (top === undefined) {
      this.problem('the trailer names no catalogue');
      return 0;
    }
    const found = this.count(top, 0);
    if (found !== this.pages) this.problem(`${this.pages} pages in the file, ${found} in the page tree`);
    for (let n = 1; n < this.flags.length; n++) {
      if (((this.flags[n] as number) & (CONTENT | SOUND_STREAM)) === CONTENT)
        this.problem(`page content ${n} is no sound stream`);
    }
    return found;
  }

  private page(number: number, text: string): void {
    this.pages++;
    this.flags[number] = (this.flags[number] as number) | PAGE;
    const content = Number(/\/Contents (\d+) 0 R/.exec(text)?.[1] ?? 0);
    const resources = Number(/\/Resources (\d+) 0 R/.exec(text)?.[1] ?? 0);
    if (!this.offsets[content] || !this.offsets[resources]) {
      this.problem(`page ${number} lacks its content or resources`);
      return;
    }
    this.flags[content] = (this.flags[content] as number) | CONTENT;
  }

  /** Pages under a node; each page may be reached once. */
  private count(number: number, depth: number): number {
    const flags = this.flags[number] ?? 0;
    if (flags & PAGE) {
      this.flags[number] = flags & ~PAGE;
      return 1;
    }
    const node = this.nodes.get(number);
    if (!node || depth > MAX_DEPTH) {
      this.problem(`object ${number} is no page, or is in the page tree twice`);
      return 0;
    }
    this.nodes.delete(number);
    let total = 0;
    for (const kid of node.kids) total += this.count(kid, depth + 1);
    if (total !== node.count) this.problem(`node ${number} counts ${node.count} pages and holds ${total}`);
    return total;
  }
}
