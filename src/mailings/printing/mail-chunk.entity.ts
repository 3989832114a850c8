import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('mail_chunk')
@Index('ix_mail_chunk_due', { synchronize: false })
export class MailChunk {
  @PrimaryColumn({ name: 'batch_id', type: 'uuid' }) batchId!: string;
  @PrimaryColumn({ name: 'chunk_no', type: 'integer' }) chunkNo!: number;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'first_seq', type: 'integer' }) firstSeq!: number;
  @Column({ name: 'last_seq', type: 'integer' }) lastSeq!: number;
  @Column({ type: 'text', default: 'pending' }) state!: 'pending' | 'leased' | 'written' | 'verified';
  @Column({ type: 'integer', default: 0 }) fence!: number;
  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true }) leaseUntil!: Date | null;
  @Column({ type: 'text', nullable: true }) sha256!: string | null;
  @Column({ type: 'bigint', nullable: true }) bytes!: number | null;
  @Column({ type: 'integer', nullable: true }) printed!: number | null;
  @Column({ type: 'integer', nullable: true }) pages!: number | null;
  @Column({ name: 'held_out', type: 'integer', nullable: true }) heldOut!: number | null;
  /** Pieces of a make-good; null for a chunk of the batch itself. */
  @Column({ name: 'make_good_pieces', type: 'integer', nullable: true }) makeGoodPieces!: number | null;
  /** Engine that printed it; null before. */
  @Column({ name: 'generator_version', type: 'text', nullable: true }) generatorVersion!: string | null;
  @Column({ type: 'integer', default: 0 }) failures!: number;
  @Column({ name: 'error_code', type: 'text', nullable: true }) errorCode!: string | null;
}
