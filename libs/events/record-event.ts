import type { FieldChange } from './field-changes';

/** Names one record of any kind: `account`, `contact`, `campaign`, … */
export interface RecordRef {
  type: string;
  id: string;
}

export interface RecordEventInput {
  /** What happened, as `type.verb`: `account.changed`, `contact.linked`. */
  kind: string;
  /** Branch that owns the subject: who may read of it is decided by this branch. */
  branchId: string;
  subject: RecordRef;
  /** Other records whose history tells of it as well, e.g. the account a contact works for. */
  related?: readonly RecordRef[];
  /** Fields that changed, with both values. */
  changes?: readonly FieldChange[];
  /** Why, in the words of who did it. */
  reason?: string | null;
  /** Facts a reader of the history wants, small and without personal data: names, codes, counts. */
  facts?: Readonly<Record<string, string | number | boolean | null>>;
  /** Users who answer for the subject, for whoever lets people know of it. Not part of the history. */
  concerns?: readonly string[];
  /** Many records were changed at once, this among them: history has it, but nobody wants to be told of each. */
  oneOfMany?: boolean;
}

/**
 * Something happened to a record. Emitted inside the transaction that did it (`emitAsync`), so that a listener's rows
 * stand or fall with it. Features say what happened and know nothing of who listens.
 */
export class RecordEvent {
  static readonly event = 'record';

  readonly kind: string;
  readonly branchId: string;
  readonly subject: RecordRef;
  readonly related: readonly RecordRef[];
  readonly changes: readonly FieldChange[];
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly concerns: readonly string[];
  readonly oneOfMany: boolean;

  constructor(input: RecordEventInput) {
    this.kind = input.kind;
    this.branchId = input.branchId;
    this.subject = input.subject;
    this.related = input.related ?? [];
    this.changes = input.changes ?? [];
    this.reason = input.reason ?? null;
    this.facts = input.facts ?? {};
    this.concerns = input.concerns ?? [];
    this.oneOfMany = input.oneOfMany ?? false;
  }
}
