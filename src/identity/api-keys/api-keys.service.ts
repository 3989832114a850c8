import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { RecordEvent } from '../../../libs/events/record-event';
import { apiKeyNotFound, roleAboveOwn } from '../identity.errors';
import type { ApiKeyQueryDto, CreateApiKeyDto } from './api-key.dto';
import { ApiKeyRow, ApiKeysRepository } from './api-keys.repository';

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly keys: ApiKeysRepository,
    private readonly events: EventEmitter2,
  ) {}

  page(query: ApiKeyQueryDto): Promise<Page<ApiKeyRow>> {
    return this.keys.page(query);
  }

  /** A key acts as the person who made it, within the scopes given, and never beyond that person's permissions. */
  async create(input: CreateApiKeyDto): Promise<{ id: string; key: string }> {
    const { viewer } = this.database;
    if (!input.scopes.every((scope) => viewer.permissions.includes(scope))) throw roleAboveOwn();
    const key = `hy_${randomBytes(32).toString('base64url')}`;
    const id = await this.keys.insert({
      branchId: viewer.branchId,
      userId: viewer.userId,
      name: input.name,
      prefix: key.slice(0, 8),
      keyHash: createHash('sha256').update(key).digest(),
      scopes: input.scopes,
      expiresInDays: input.expiresInDays,
    });
    const facts = { name: input.name, prefix: key.slice(0, 8), scopes: input.scopes.join(' ') };
    await this.tell('api-key.created', id, viewer.branchId, facts);
    return { id, key };
  }

  async revoke(id: string): Promise<void> {
    const revoked = await this.keys.revoke(id);
    if (!revoked) throw apiKeyNotFound();
    const { branchId, name, prefix } = revoked;
    await this.tell('api-key.revoked', id, branchId, { name, prefix });
  }

  private async tell(
    kind: string,
    id: string,
    branchId: string,
    facts: Record<string, string>,
  ): Promise<void> {
    const event = new RecordEvent({ kind, branchId, subject: { type: 'api-key', id }, facts });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
