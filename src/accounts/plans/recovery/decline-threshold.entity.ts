import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { AccountTier } from '../../account-words';

/** Thresholds of a tier in a branch and all below it that have none of their own; without a branch, everywhere. */
@Entity('decline_threshold')
@Index('uq_decline_threshold_tier', { synchronize: false })
export class DeclineThreshold {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid', nullable: true }) branchId!: string | null;
  @Column('text') tier!: AccountTier;
  @Column({ name: 'festival_percent', type: 'smallint' }) festivalPercent!: number;
  @Column({ name: 'month_percent', type: 'smallint' }) monthPercent!: number;
  @Column({ name: 'least_fen', type: 'bigint' }) leastFen!: number;
  /** Working days in which a recovery is due. */
  @Column({ name: 'recovery_days', type: 'smallint' }) recoveryDays!: number;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
