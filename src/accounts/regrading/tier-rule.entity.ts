import {
  Column,
  CreateDateColumn,
  Entity,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';

/** Thresholds of a branch and of all below it that have none of their own. */
@Entity('account_tier_rule')
@Unique('uq_account_tier_rule_branch', ['branchId'])
export class TierRule {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'provincial_from_fen', type: 'bigint' }) provincialFromFen!: number;
  @Column({ name: 'key_from_fen', type: 'bigint' }) keyFromFen!: number;
  /** The month whose grading is done, as its first day. */
  @Column({ name: 'graded_month', type: 'date', nullable: true }) gradedMonth!: string | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
