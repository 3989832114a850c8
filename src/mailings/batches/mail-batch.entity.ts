import { Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { BatchState } from './batch-states';

@Entity('mail_batch')
@Unique('uq_mail_batch_code', ['code'])
@Index('ix_mail_batch_state', { synchronize: false })
export class MailBatch {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_mail_batch_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') code!: string;
  @Index('ix_mail_batch_campaign')
  @Column({ name: 'campaign_id', type: 'uuid', nullable: true })
  campaignId!: string | null;
  @Index('ix_mail_batch_account') @Column({ name: 'account_id', type: 'uuid', nullable: true }) accountId!:
    string | null;
  @Column({ name: 'list_id', type: 'uuid' }) listId!: string;
  @Column({ name: 'design_id', type: 'uuid' }) designId!: string;
  @Column({ name: 'design_version_id', type: 'uuid', nullable: true }) designVersionId!: string | null;
  @Column({ name: 'generator_version', type: 'text', nullable: true }) generatorVersion!: string | null;
  @Column({ name: 'price_per_piece_fen', type: 'bigint', nullable: true }) pricePerPieceFen!: number | null;
  @Column({ type: 'text', default: 'draft' }) state!: BatchState;
  @Column({ name: 'error_code', type: 'text', nullable: true }) errorCode!: string | null;
  @Column({ name: 'chunk_pieces', type: 'integer' }) chunkPieces!: number;
  @Column({ type: 'integer', default: 0 }) planned!: number;
  @Column({ type: 'integer', default: 0 }) mailed!: number;
  @Column({ name: 'held_out', type: 'integer', default: 0 }) heldOut!: number;
  @Column({ type: 'integer', default: 0 }) suppressed!: number;
  @Column({ type: 'integer', default: 0 }) spoiled!: number;
  @Column({ type: 'integer', default: 0 }) cancelled!: number;
  @Column({ name: 'needs_second_person', type: 'boolean', default: false }) needsSecondPerson!: boolean;
  @Column({ name: 'approved_by', type: 'uuid', nullable: true }) approvedBy!: string | null;
  @Column({ type: 'text', nullable: true }) approval!: 'person' | 'console' | null;
  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true }) approvedAt!: Date | null;
  @Column({ name: 'manifest_hash', type: 'text', nullable: true }) manifestHash!: string | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'frozen_at', type: 'timestamptz', nullable: true }) frozenAt!: Date | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ name: 'dispatched_at', type: 'timestamptz', nullable: true }) dispatchedAt!: Date | null;
}
