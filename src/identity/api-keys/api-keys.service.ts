import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { apiKeyNotFound, roleAboveOwn } from '../identity.errors';
import type { ApiKeyQueryDto, CreateApiKeyDto } from './api-key.dto';
import { ApiKeyRow, ApiKeysRepository } from './api-keys.repository';

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly keys: ApiKeysRepository,
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
    return { id, key };
  }

  async revoke(id: string): Promise<void> {
    if (!(await this.keys.revoke(id))) throw apiKeyNotFound();
  }
}
