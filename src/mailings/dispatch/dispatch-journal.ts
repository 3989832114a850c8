import { Inject, Injectable } from '@nestjs/common';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';

/** Steps of a hand-over, in order. */
export type JournalStep = 'intent' | 'handing-over' | 'delivered' | 'not-delivered';

/**
 * An append-only record of every hand-over outside the database: a database restored from yesterday still finds
 * here what left the house today. One file a step, written once and never changed.
 */
@Injectable()
export class DispatchJournal {
  constructor(@Inject(STORAGE) private readonly storage: Storage) {}

  /**
   * @param entry facts of the step, no personal data
   * @returns false when the step was recorded before
   */
  record(key: string, step: JournalStep, attempt: number, entry: object): Promise<boolean> {
    const text = `${JSON.stringify({ step, attempt, at: new Date().toISOString(), ...entry })}\n`;
    return this.storage.putIfAbsent(fileOf(key, step, attempt), Buffer.from(text));
  }

  has(key: string, step: JournalStep, attempt: number): Promise<boolean> {
    return this.storage.exists(fileOf(key, step, attempt));
  }

  /** How many times a person declared the hand-over not delivered: each opens a new attempt. */
  async attempt(key: string): Promise<number> {
    let attempt = 1;
    while (attempt < 100 && (await this.has(key, 'not-delivered', attempt))) attempt++;
    return attempt;
  }
}

const fileOf = (key: string, step: JournalStep, attempt: number): string =>
  `journal/dispatch/${key}/${attempt}-${step}.json`;
