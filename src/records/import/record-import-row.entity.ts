import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ImportChange, ImportFault, ImportVerdict } from '../../../libs/lists/record-importer';
import type { ImportOutcome } from './import-states';

/** One row of a file: as it stood, what it would come to, and what it came to. */
@Entity('record_import_row')
@Index('ix_record_import_row_verdict', ['importId', 'verdict', 'rowNumber'])
@Index('ix_record_import_row_outcome', ['importId', 'outcome', 'rowNumber'])
@Index('ix_record_import_row_created', { synchronize: false })
export class RecordImportRow {
  @PrimaryColumn({ name: 'import_id', type: 'uuid' }) importId!: string;
  @PrimaryColumn({ name: 'row_number', type: 'integer' }) rowNumber!: number;
  @Column('text', { array: true }) cells!: string[];
  @Column({ type: 'boolean', default: false }) broken!: boolean;
  @Column({ type: 'text', nullable: true }) verdict!: ImportVerdict | null;
  @Column('text', { array: true, default: () => "'{}'" }) keys!: string[];
  @Column({ type: 'text', default: '' }) label!: string;
  @Column({ name: 'record_id', type: 'uuid', nullable: true }) recordId!: string | null;
  @Column({ type: 'integer', nullable: true }) version!: number | null;
  @Column({ type: 'jsonb', default: () => "'[]'" }) changes!: ImportChange[];
  @Column({ type: 'jsonb', default: () => "'[]'" }) faults!: ImportFault[];
  @Column({ name: 'similar_records', type: 'jsonb', default: () => "'[]'" })
  similar!: { id: string; label: string }[];
  @Column({ type: 'text', default: 'waiting' }) outcome!: ImportOutcome;
}
