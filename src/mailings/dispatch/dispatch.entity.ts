import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The one hand-over of a batch. */
@Entity('dispatch')
@Unique('uq_dispatch_batch', ['batchId'])
@Unique('uq_dispatch_key', ['key'])
export class Dispatch {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'batch_id', type: 'uuid' }) batchId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') channel!: 'folder';
  @Column('text') target!: string;
  @Column('text') key!: string;
  @Column({ name: 'manifest_hash', type: 'text' }) manifestHash!: string;
  @Column({ type: 'text', default: 'intended' }) state!: 'intended' | 'uncertain' | 'delivered';
  @Column({ type: 'integer', default: 0 }) fence!: number;
  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true }) leaseUntil!: Date | null;
  @Column({ type: 'integer', default: 0 }) attempts!: number;
  @Column({ type: 'integer', default: 0 }) failures!: number;
  @Column({ name: 'error_code', type: 'text', nullable: true }) errorCode!: string | null;
  @Column({ name: 'requested_by', type: 'uuid' }) requestedBy!: string;
  @Column({ name: 'requested_at', type: 'timestamptz', default: () => 'now()' }) requestedAt!: Date;
  @Column({ name: 'settled_by', type: 'uuid', nullable: true }) settledBy!: string | null;
  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true }) deliveredAt!: Date | null;
}
