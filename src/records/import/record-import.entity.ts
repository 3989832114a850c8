import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ImportMapping } from '../../../libs/lists/guess-columns';
import type { RecordImportState } from './import-states';

/** Records taken in from a file: uploaded, checked, carried out, undone. */
@Entity('record_import')
@Index('ix_record_import_own', ['createdBy', 'list', 'createdAt'])
@Index('ix_record_import_due', { synchronize: false })
export class RecordImport {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column('text') list!: string;
  /** Of what its rows may take besides being imported, what its sender may. */
  @Column('text', { name: 'extra_permissions', array: true, default: '{}' }) extraPermissions!: string[];
  @Column({ name: 'file_name', type: 'text' }) fileName!: string;
  @Column('text') format!: 'csv' | 'xlsx';
  @Column('text', { array: true }) header!: string[];
  @Column('jsonb') mapping!: ImportMapping;
  @Column({ type: 'text', default: 'uploaded' }) state!: RecordImportState;
  @Column({ type: 'text', default: '' }) reason!: string;
  /** Rows that may be somebody already there are left out. */
  @Column({ name: 'skip_similar', type: 'boolean', default: false }) skipSimilar!: boolean;
  @Column('integer') rows!: number;
  @Column({ type: 'integer', default: 0 }) created!: number;
  @Column({ type: 'integer', default: 0 }) changed!: number;
  @Column({ type: 'integer', default: 0 }) unchanged!: number;
  @Column({ type: 'integer', default: 0 }) faulty!: number;
  /** Of the new ones. */
  @Column({ name: 'similar_rows', type: 'integer', default: 0 }) similarRows!: number;
  @Column({ type: 'integer', default: 0 }) applied!: number;
  @Column({ type: 'integer', default: 0 }) refused!: number;
  @Column({ type: 'integer', default: 0 }) skipped!: number;
  @Column({ type: 'integer', default: 0 }) removed!: number;
  @Column({ type: 'integer', default: 0 }) archived!: number;
  @Column({ type: 'integer', default: 0 }) restored!: number;
  @Column({ type: 'integer', default: 0 }) kept!: number;
  @Column({ name: 'error_code', type: 'text', nullable: true }) errorCode!: string | null;
  @Column({ type: 'integer', default: 0 }) fence!: number;
  /** How often workers took up what it is at. */
  @Column({ type: 'integer', default: 0 }) claims!: number;
  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true }) leaseUntil!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'started_at', type: 'timestamptz', nullable: true }) startedAt!: Date | null;
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt!: Date | null;
  /** When the next of what is kept of its rows goes. */
  @Index('ix_record_import_forget')
  @Column({ name: 'forget_at', type: 'timestamptz', nullable: true })
  forgetAt!: Date | null;
  @Column({ name: 'undo_until', type: 'timestamptz', nullable: true }) undoUntil!: Date | null;
}
