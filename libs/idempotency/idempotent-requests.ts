import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { Database } from '../database/database';
import type { Viewer } from '../database/viewer';
import { seal, unseal } from '../sealed/sealed-text';

/** What a request was answered with. */
export interface StoredAnswer {
  status: number;
  /** JSON text; null when the answer had no body. */
  body: string | null;
}

/** What is known of an earlier request under the same key. */
export interface EarlierRequest {
  requestHash: Buffer;
  /** Null when it was too large to keep. */
  answer: StoredAnswer | null;
}

/** How long a repeat waits for the request it repeats. */
const LONGEST_WAIT = '3s';
/** Largest answer that is kept, characters of JSON. */
const LARGEST_ANSWER = 256 * 1024;
/** What an answer is sealed for. */
const SEALED = 'idempotency';
/** PostgreSQL, appendix A: a lock was not had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Requests that were done, by the key their caller gave them, each written in the transaction that did it. The table
 * keeps keyed hashes of caller and key; an answer may hold personal data or a new secret, so it is sealed with a key
 * that is made of the caller's own and is kept nowhere.
 */
@Injectable()
export class IdempotentRequests {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Takes the key for this transaction. A request under way with the same key is waited for.
   *
   * @returns the earlier request when the key is taken, null when it is ours, `busy` when the wait was too long
   */
  async begin(viewer: Viewer, key: string, requestHash: Buffer): Promise<EarlierRequest | 'busy' | null> {
    const keyHash = this.keyHash(viewer, key);
    const { manager } = this.database;
    try {
      await manager.query(`SELECT set_config('lock_timeout', $1, true)`, [LONGEST_WAIT]);
      const inserted: unknown[] = await manager.query(
        `INSERT INTO idempotent_request (user_id, key_hash, request_hash) VALUES (app_user_id(), $1, $2)
         ON CONFLICT DO NOTHING RETURNING 1`,
        [keyHash, requestHash],
      );
      await manager.query(`SELECT set_config('lock_timeout', '0', true)`);
      if (inserted.length === 1) return null;
    } catch (error) {
      if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) return 'busy';
      throw error;
    }
    return this.earlier(viewer, key, keyHash);
  }

  /** Keeps the answer; stands or falls with what the request did. */
  async end(viewer: Viewer, key: string, answer: StoredAnswer): Promise<void> {
    const text = JSON.stringify(answer);
    const kept = text.length > LARGEST_ANSWER ? null : seal(this.answerKey(viewer, key), SEALED, text);
    await this.database.manager.query('UPDATE idempotent_request SET answer = $2 WHERE key_hash = $1', [
      this.keyHash(viewer, key),
      kept,
    ]);
  }

  private async earlier(viewer: Viewer, key: string, keyHash: Buffer): Promise<EarlierRequest | 'busy'> {
    const rows: { requestHash: Buffer; answer: Buffer | null }[] = await this.database.manager.query(
      'SELECT request_hash AS "requestHash", answer FROM idempotent_request WHERE key_hash = $1',
      [keyHash],
    );
    // Swept in this very moment: the next try finds the key free.
    if (!rows[0]) return 'busy';
    const { requestHash, answer } = rows[0];
    if (answer === null) return { requestHash, answer };
    const opened = unseal(this.answerKey(viewer, key), SEALED, answer);
    return { requestHash, answer: JSON.parse(opened) as StoredAnswer };
  }

  private keyHash(viewer: Viewer, key: string): Buffer {
    return this.keyed('idempotency key', viewer, key);
  }

  private answerKey(viewer: Viewer, key: string): Buffer {
    return this.keyed('idempotency answer', viewer, key);
  }

  /** An API key of less reach than its owner has keys of its own. */
  private keyed(purpose: string, { userId, origin }: Viewer, key: string): Buffer {
    return createHmac('sha256', this.config.hashKey)
      .update(`${purpose} ${userId} ${origin?.apiKeyId ?? ''} ${key}`)
      .digest();
  }
}
