import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Told by somebody, or earned by a dispatch. */
export const REVENUE_SOURCES = ['stated', 'dispatch'] as const;
export type RevenueSource = (typeof REVENUE_SOURCES)[number];

@Entity('revenue_line')
@Unique('uq_revenue_line_dispatch', ['dispatchId'])
@Index('ix_revenue_line_branch', ['branchId', 'year', 'month'])
@Index('ix_revenue_line_account_year', { synchronize: false })
export class RevenueLine {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Index('ix_revenue_line_account')
  @Column({ name: 'account_id', type: 'uuid', nullable: true })
  accountId!: string | null;
  @Index('ix_revenue_line_campaign')
  @Column({ name: 'campaign_id', type: 'uuid', nullable: true })
  campaignId!: string | null;
  @Column({ type: 'text', nullable: true }) product!: string | null;
  @Column('integer') year!: number;
  /** First day of the month; null when only the year is known. */
  @Column({ type: 'date', nullable: true }) month!: string | null;
  /** Null when mail went out without an agreed price. */
  @Column({ name: 'amount_fen', type: 'bigint', nullable: true }) amountFen!: number | null;
  @Column({ type: 'bigint', nullable: true }) pieces!: number | null;
  @Column('text') source!: RevenueSource;
  /** Permanent key of the dispatch that earned it: one line each. */
  @Column({ name: 'dispatch_id', type: 'uuid', nullable: true }) dispatchId!: string | null;
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ name: 'booked_at', type: 'timestamptz', default: () => 'now()' }) bookedAt!: Date;
}
