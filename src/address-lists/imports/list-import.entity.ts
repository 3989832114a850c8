import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ColumnMapping } from './column-mapping';
import type { ImportState } from './import-state';

@Entity('list_import')
@Index('ix_list_import_running', ['leaseUntil'], { where: `state = 'running'` })
export class ListImport {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_list_import_list') @Column({ name: 'list_id', type: 'uuid' }) listId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ type: 'text', default: 'uploaded' }) state!: ImportState;
  @Column({ name: 'file_key', type: 'text' }) fileKey!: string;
  @Column({ name: 'file_name', type: 'text' }) fileName!: string;
  @Column({ name: 'bytes_total', type: 'bigint' }) bytesTotal!: number;
  @Column('text') encoding!: string;
  @Column('text') delimiter!: string;
  @Column({ type: 'text', array: true }) header!: string[];
  @Column('jsonb') mapping!: ColumnMapping;
  @Column({ name: 'bytes_done', type: 'bigint', default: 0 }) bytesDone!: number;
  @Column({ type: 'integer', default: 0 }) rows!: number;
  @Column({ type: 'integer', default: 0 }) accepted!: number;
  @Column({ type: 'integer', default: 0 }) rejected!: number;
  @Column({ type: 'integer', default: 0 }) duplicates!: number;
  @Column({ type: 'integer', default: 0 }) warnings!: number;
  @Column({ name: 'error_code', type: 'text', nullable: true }) errorCode!: string | null;
  @Column({ name: 'error_row', type: 'integer', nullable: true }) errorRow!: number | null;
  @Column({ name: 'rejects_key', type: 'text', nullable: true }) rejectsKey!: string | null;
  /** Counts the workers that took this import; only the newest may finish it. */
  @Column({ type: 'integer', default: 0 }) fence!: number;
  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true }) leaseUntil!: Date | null;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'started_at', type: 'timestamptz', nullable: true }) startedAt!: Date | null;
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt!: Date | null;
}
