import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Sentence } from '../../../libs/http/app-error';
import type { CellValue } from '../../../libs/lists/record-list';

/** What a bulk edit came to for one record. `kept` is what undoing left alone, because somebody changed it since. */
export type BulkItemState = 'pending' | 'unchanged' | 'refused' | 'changed' | 'stale' | 'restored' | 'kept';

@Entity('bulk_edit_item')
@Index('ix_bulk_edit_item_state', ['bulkEditId', 'state', 'recordId'])
export class BulkEditItem {
  @PrimaryColumn({ name: 'bulk_edit_id', type: 'uuid' }) bulkEditId!: string;
  @PrimaryColumn({ name: 'record_id', type: 'uuid' }) recordId!: string;
  @Column('text') label!: string;
  @Column('integer') version!: number;
  @Column({ type: 'jsonb', nullable: true }) before!: CellValue;
  @Column({ type: 'jsonb', nullable: true }) after!: CellValue;
  @Column('text') state!: BulkItemState;
  @Column({ type: 'jsonb', nullable: true }) fault!: Sentence | null;
}
