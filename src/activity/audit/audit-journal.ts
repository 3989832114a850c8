import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Storage } from '../../../libs/storage/storage';
import { STORAGE } from '../../../libs/storage/storage.module';

/** Where the chain stood at a moment: every entry up to `seq` is in `hash`. */
export interface ChainHead {
  seq: number;
  /** Hexadecimal. */
  hash: string;
}

const FOLDER = 'journal/audit/';
const LONGEST_ENTRY = 4 * 1024;
const headSchema = z.object({ seq: z.number().int(), hash: z.string() });

/**
 * Heads of the chain outside the database, one file each, written once and never changed. Whoever rewrites the whole
 * chain in the tables, or cuts off its end, contradicts what stands here.
 */
@Injectable()
export class AuditJournal {
  constructor(@Inject(STORAGE) private readonly storage: Storage) {}

  /** @returns false when a head of this place was recorded before */
  record(seq: number, hash: Buffer): Promise<boolean> {
    const head = { seq, hash: hash.toString('hex'), at: new Date().toISOString() };
    return this.storage.putIfAbsent(fileOf(seq), Buffer.from(`${JSON.stringify(head)}\n`));
  }

  /** Heads after the place `seq`, in order, read as they are asked for. */
  async *after(seq: number): AsyncGenerator<ChainHead> {
    let after: string | undefined = seq > 0 ? fileOf(seq) : undefined;
    do {
      const { files, next } = await this.storage.list(FOLDER, { after });
      for (const { key } of files) {
        yield headSchema.parse(JSON.parse((await this.storage.read(key, LONGEST_ENTRY)).toString()));
      }
      after = next ?? undefined;
    } while (after !== undefined);
  }
}

/** Zeros in front keep the files in the order of their places. */
const fileOf = (seq: number): string => `${FOLDER}${String(seq).padStart(15, '0')}.json`;
