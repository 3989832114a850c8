import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RecordChange } from '../../../libs/lists/record-list';

export const BULK_EDIT_STATES = ['draft', 'running', 'done', 'undoing', 'undone'] as const;
export type BulkEditState = (typeof BULK_EDIT_STATES)[number];

/** One change for many records: previewed, carried out, undone. */
@Entity('bulk_edit')
@Index('ix_bulk_edit_own', ['createdBy', 'list', 'createdAt'])
@Index('ix_bulk_edit_due', { synchronize: false })
export class BulkEdit {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column('text') list!: string;
  @Column('text') field!: string;
  @Column('jsonb') change!: RecordChange;
  @Column({ type: 'text', default: '' }) reason!: string;
  @Column({ type: 'text', default: 'draft' }) state!: BulkEditState;
  @Column({ type: 'integer', default: 0 }) total!: number;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'started_at', type: 'timestamptz', nullable: true }) startedAt!: Date | null;
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt!: Date | null;
}
