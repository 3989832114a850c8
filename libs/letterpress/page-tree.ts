/** What the page tree needs of the file it is written to. */
interface ObjectWriter {
  allocate(): number;
  object(number: number, body: string): void;
}

interface Node {
  number: number;
  kids: number[];
  pages: number;
}

const FAN_OUT = 64;

/**
 * A page tree written while the pages are: a node goes out as soon as it is full, so that only one open node a
 * level stays in memory, whatever the number of pages (ISO 32000-1, 7.7.3).
 */
export class PageTree {
  private readonly levels: (Node | undefined)[] = [];
  private pages = 0;

  constructor(private readonly file: ObjectWriter) {}

  get count(): number {
    return this.pages;
  }

  /** Adds the page object `page`, to be written next; returns its parent's object number. */
  add(page: number): number {
    this.pages++;
    return this.join(0, page, 1);
  }

  /** Writes what is still open; returns the root. */
  finish(): number {
    for (let level = 0; ; level++) {
      const node = this.levels[level];
      const above = this.levels.length > level + 1;
      if (!above) {
        const root = node ?? this.open(level);
        this.write(root, 0);
        return root.number;
      }
      if (node) this.close(level, node);
    }
  }

  private join(level: number, kid: number, pages: number): number {
    let node = this.levels[level];
    if (node && node.kids.length === FAN_OUT) {
      this.close(level, node);
      node = undefined;
    }
    node ??= this.open(level);
    node.kids.push(kid);
    node.pages += pages;
    return node.number;
  }

  private open(level: number): Node {
    const node = { number: this.file.allocate(), kids: [], pages: 0 };
    this.levels[level] = node;
    return node;
  }

  private close(level: number, node: Node): void {
    this.levels[level] = undefined;
    this.write(node, this.join(level + 1, node.number, node.pages));
  }

  private write(node: Node, parent: number): void {
    const up = parent === 0 ? '' : `/Parent ${parent} 0 R`;
    const kids = node.kids.map((kid) => `${kid} 0 R`).join(' ');
    this.file.object(node.number, `<</Type/Pages${up}/Count ${node.pages}/Kids[${kids}]>>`);
  }
}
