/** One thing wrong with a design, addressed to the person who edits it. */
export interface DesignIssue {
  /** Where, as a path into the design: `pages.0.boxes.3.template`. */
  path: string;
  /** Stable machine code. */
  code: string;
  zh: string;
  en: string;
}

/** A design (or its artwork) that cannot be printed. `code` is stable; `issues` say what to mend. */
export class DesignError extends Error {
  override readonly name = 'DesignError';

  constructor(
    readonly code: 'invalid-design' | 'invalid-artwork' | 'invalid-template',
    readonly issues: DesignIssue[],
  ) {
    super(`${code}: ${issues.map((issue) => `${issue.path} ${issue.en}`).join('; ')}`.slice(0, 2000));
  }
}
