import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AccountTier } from '../account-words';
import type { ProposalState } from './regrading-words';

/** Another tier for an account, with the figures it was proposed from. */
@Entity('account_tier_proposal')
@Index('uq_account_tier_proposal_waiting', ['accountId'], { unique: true, where: "state = 'proposed'" })
export class TierProposal {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_account_tier_proposal_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Index('ix_account_tier_proposal_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'from_tier', type: 'text' }) fromTier!: AccountTier;
  @Column({ name: 'to_tier', type: 'text' }) toTier!: AccountTier;
  @Column({ name: 'revenue_fen', type: 'bigint', nullable: true }) revenueFen!: number | null;
  @Column({ name: 'from_month', type: 'date' }) fromMonth!: string;
  @Column({ name: 'to_month', type: 'date' }) toMonth!: string;
  /** The thresholds of the rule that proposed it; none for a person's. */
  @Column({ name: 'provincial_from_fen', type: 'bigint', nullable: true }) provincialFromFen!: number | null;
  @Column({ name: 'key_from_fen', type: 'bigint', nullable: true }) keyFromFen!: number | null;
  /** The person who proposed it, in place of a rule, and why. */
  @Column({ name: 'proposed_by', type: 'uuid', nullable: true }) proposedBy!: string | null;
  @Column({ type: 'text', default: '' }) reason!: string;
  @Column({ type: 'text', default: 'proposed' }) state!: ProposalState;
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
