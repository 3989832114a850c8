import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';

/** Steps of a hand-over, in order. */
export type JournalStep = 'intent' | 'handing-over' | 'delivered' | 'not-delivered';

const LONGEST_ENTRY = 64 * 1024;
const chosenSchema = z.object({ staging: z.string() });

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

  /**
   * What the `handing-over` step chose to hand over; undefined while the step was not begun. Of several workers
   * that get so far one is first, and all of them hand over what it chose.
   */
  async chosen(key: string, attempt: number): Promise<string | undefined> {
    const file = fileOf(key, 'handing-over', attempt);
    if (!(await this.storage.exists(file))) return undefined;
    return chosenSchema.parse(JSON.parse((await this.storage.read(file, LONGEST_ENTRY)).toString())).staging;
  }

  /** How many times a person declared the hand-over not delivered: each opens a new attempt. */
  async attempt(key: string): Promise<number> {
    let attempt = 1;
    while (attempt < 100 && (await this.storage.exists(fileOf(key, 'not-delivered', attempt)))) attempt++;
    return attempt;
  }
}

const fileOf = (key: string, step: JournalStep, attempt: number): string =>
  `journal/dispatch/${key}/${attempt}-${step}.json`;
