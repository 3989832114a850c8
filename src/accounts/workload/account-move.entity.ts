import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Many accounts pass from one manager to another at once. */
@Entity('account_move')
@Index('ix_account_move_branch', ['branchId', 'recordedAt'])
export class AccountMove {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'from_id', type: 'uuid' }) fromId!: string;
  @Column({ name: 'to_id', type: 'uuid' }) toId!: string;
  @Column({ name: 'effective_on', type: 'date' }) effectiveOn!: string;
  @Column({ type: 'text', default: '' }) note!: string;
  @Column('integer') accounts!: number;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt!: Date;
  @Column({ name: 'undone_by', type: 'uuid', nullable: true }) undoneBy!: string | null;
  @Column({ name: 'undone_at', type: 'timestamptz', nullable: true }) undoneAt!: Date | null;
  /** Accounts that went back; the others had been handed on meanwhile. */
  @Column({ type: 'integer', nullable: true }) restored!: number | null;
}
