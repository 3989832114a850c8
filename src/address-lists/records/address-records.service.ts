import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import type { Viewer } from '../../../libs/database/viewer';
import { RecordEvent } from '../../../libs/events/record-event';
import { listNotFound, reasonRequired, unmaskedForbidden } from '../address-lists.errors';
import { AddressListsRepository } from '../address-lists.repository';
import { AddressRecordsRepository, RecordRow } from './address-records.repository';
import { masked } from './masking';
import type { RecordQueryDto } from './record.dto';

/** Row security lets only holders of this permission at addresses. */
const ADDRESS_GRANT = 'addresses:read';
const SHORTEST_REASON = 4;

@Injectable()
export class AddressRecordsService {
  constructor(
    private readonly database: Database,
    private readonly records: AddressRecordsRepository,
    private readonly lists: AddressListsRepository,
    private readonly events: EventEmitter2,
  ) {}

  /**
   * A page of a list's records, masked unless asked for in full with permission and reason. Opens its own transaction.
   *
   * @param reason why they are needed in full; recorded with who asked
   */
  async page(
    viewer: Viewer,
    listId: string,
    query: RecordQueryDto,
    reason: string | undefined,
  ): Promise<Page<RecordRow>> {
    if (query.unmasked === 'true') return this.unmaskedPage(viewer, listId, query, reason);
    // Whoever may read the list may see it masked: the grant is lent to this read alone, and what it reads is
    // masked before it leaves.
    const permissions = [...new Set([...viewer.permissions, ADDRESS_GRANT])];
    const page = await this.database.asViewer({ ...viewer, permissions }, () => this.read(listId, query));
    return { ...page, items: page.items.map(masked) };
  }

  private unmaskedPage(
    viewer: Viewer,
    listId: string,
    query: RecordQueryDto,
    reason: string | undefined,
  ): Promise<Page<RecordRow>> {
    if (!viewer.permissions.includes(ADDRESS_GRANT)) throw unmaskedForbidden();
    if (!reason || [...reason].length < SHORTEST_REASON) throw reasonRequired();
    return this.database.asViewer(viewer, async () => {
      const page = await this.read(listId, query);
      await this.tellUnmasked(listId, reason, page.items.length);
      return page;
    });
  }

  private async tellUnmasked(listId: string, reason: string, records: number): Promise<void> {
    const { branchId, name } = (await this.lists.byId(listId))!;
    const event = new RecordEvent({
      kind: 'list.unmasked',
      branchId,
      subject: { type: 'list', id: listId },
      reason,
      facts: { name, records },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  private async read(listId: string, query: RecordQueryDto): Promise<Page<RecordRow>> {
    const list = await this.lists.byId(listId);
    if (!list) throw listNotFound();
    const filtered = query.q !== undefined || query.importId !== undefined;
    return this.records.page(listId, query, filtered ? null : list.recordCount);
  }
}
