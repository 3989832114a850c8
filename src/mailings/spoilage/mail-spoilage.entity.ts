import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SpoilageOutcome, SpoilageReason } from './spoilage-words';

/** A printed piece that was spoiled before the dispatch, and what becomes of it. */
@Entity('mail_spoilage')
export class MailSpoilage {
  @PrimaryColumn({ name: 'batch_id', type: 'uuid' }) batchId!: string;
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') outcome!: SpoilageOutcome;
  @Column('text') reason!: SpoilageReason;
  @Column({ type: 'text', default: '' }) note!: string;
  /** The make-good it is printed again in. */
  @Column({ name: 'chunk_no', type: 'integer', nullable: true }) chunkNo!: number | null;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt!: Date;
}
