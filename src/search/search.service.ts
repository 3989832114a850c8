import { Injectable } from '@nestjs/common';
import { Database } from '../../libs/database/database';
import { kindsFor } from './record-kinds';
import type { SearchDto } from './search.dto';
import { SearchRepository } from './search.repository';

@Injectable()
export class SearchService {
  constructor(
    private readonly database: Database,
    private readonly entries: SearchRepository,
  ) {}

  async find({ q, kinds: wanted, limit }: SearchDto) {
    const kinds = kindsFor(this.database.viewer.permissions, wanted);
    return { items: kinds.length > 0 ? await this.entries.find(q, kinds, limit) : [] };
  }
}
