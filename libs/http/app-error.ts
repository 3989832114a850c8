/** One sentence in each of the product's languages, telling the user what to do. */
export interface Sentence {
  zh: string;
  en: string;
}

/** A fault in one field of the input. */
export interface FieldFault extends Sentence {
  /** Where, as the client names it: `name`, `boxes.3.text`. */
  path: string;
  code: string;
}

/**
 * An error the user can do something about. Features throw it with a stable code; the filter turns it
 * into RFC 9457 problem details. Sentences never carry personal data.
 */
export class AppError extends Error {
  constructor(
    /** Stable, dotted, lower case: `account.code-taken`. Clients and tests rely on it. */
    readonly code: string,
    /** HTTP status that fits; the only thing here that knows of HTTP. */
    readonly status: number,
    readonly sentence: Sentence,
    readonly faults: FieldFault[] = [],
    /** After how many seconds it makes sense to try again; told as `Retry-After`. */
    readonly retryAfterSeconds?: number,
    /** What else the caller needs to go on: members of the problem beside the usual ones. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence.en);
    this.name = 'AppError';
  }
}

/** What does not exist and what another branch owns look the same. */
export const notFound = (what: Sentence): AppError =>
  new AppError('not-found', 404, {
    zh: `找不到该${what.zh}，可能已被删除，或不属于您的局。`,
    en: `This ${what.en} was not found: it may have been removed, or it belongs to a branch that is not yours.`,
  });

/** What must be one of its kind exists already; the form marks the field at `path`. */
export const taken = (code: string, path: string, sentence: Sentence): AppError =>
  new AppError(code, 409, sentence, [{ path, code: 'taken', ...sentence }]);

/** One field that two people want differently. */
export interface FieldConflict {
  field: string;
  /** What the record says by now. */
  theirs: unknown;
  /** What the refused request says. */
  mine: unknown;
}

/** Both versions of a record that somebody else saved in between. */
export interface Conflict {
  /** The record as the caller would read it now; null when it cannot be read by its own address. */
  current: Record<string, unknown> | null;
  /** What the refused request wanted of it. */
  sent: Record<string, unknown>;
  /** Where the two differ. */
  fields: FieldConflict[];
}

/** Somebody else saved the record in between: nothing is overwritten, and both versions are told. */
export class LostUpdateError extends AppError {
  constructor(readonly conflict?: Conflict) {
    super('record.stale', 412, {
      zh: '此记录已被他人修改，未保存您的内容；请对照双方的版本后再保存。',
      en: 'Somebody else changed this record, so yours was not saved. Compare both versions and save again.',
    });
  }
}

/** The row has another version than its editor read, or is out of the viewer's sight. */
export const staleVersion = (): AppError => new LostUpdateError();
