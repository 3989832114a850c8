import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PromiseCounts } from './promises';

/** An account passes from one primary to the next on a day. */
@Entity('account_hand_over')
@Index('ix_account_hand_over_account', ['accountId', 'recordedAt'])
@Index('ix_account_hand_over_to', { synchronize: false })
export class AccountHandOver {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  /** The account's; a trigger keeps it. */
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'from_id', type: 'uuid', nullable: true }) fromId!: string | null;
  @Column({ name: 'to_id', type: 'uuid' }) toId!: string;
  @Column({ name: 'effective_on', type: 'date' }) effectiveOn!: string;
  @Column({ type: 'text', default: '' }) note!: string;
  /** What was open when it was recorded. */
  @Column('jsonb') promises!: PromiseCounts;
  @Index('ix_account_hand_over_move')
  @Column({ name: 'move_id', type: 'uuid', nullable: true })
  moveId!: string | null;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'clock_timestamp()' }) recordedAt!: Date;
  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true }) acknowledgedAt!: Date | null;
  /** Why it was confirmed while lines of its checklist were open. */
  @Column({ name: 'open_reason', type: 'text', default: '' }) openReason!: string;
  @Column({ name: 'undone_by', type: 'uuid', nullable: true }) undoneBy!: string | null;
  @Column({ name: 'undone_at', type: 'timestamptz', nullable: true }) undoneAt!: Date | null;
}
