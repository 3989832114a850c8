import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { AccountTier } from './account-words';
import type { CustomValues } from './custom-fields/custom-values';
import type { AccountAddress, ImportantDate, MailHabits } from './profile/profile-words';

@Entity('key_account')
@Unique('uq_key_account_branch_code', ['branchId', 'code'])
@Index('ix_key_account_search', { synchronize: false })
@Index('ix_key_account_tags', { synchronize: false })
@Index('ix_key_account_review', { synchronize: false })
@Index('ix_key_account_by_name', { synchronize: false })
@Index('ix_key_account_by_kind', { synchronize: false })
@Index('ix_key_account_branch_kind', { synchronize: false })
@Index('ix_key_account_by_code', ['code', 'id'])
@Index('ix_key_account_by_completeness', { synchronize: false })
@Index('ix_key_account_by_review', ['reviewDueOn', 'id'])
@Index('ix_key_account_custom_values', { synchronize: false })
@Index('ix_key_account_merged', { synchronize: false })
@Index('uq_key_account_branch_credit_code', ['branchId', 'creditCode'], { unique: true })
export class KeyAccount {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') tier!: AccountTier;
  /** GB/T 4754 division, see `industries.ts`. */
  @Column({ type: 'text', nullable: true }) industry!: string | null;
  /** Who sits in the primary's seat today. A trigger and `manager-days` keep it; never written here. */
  @Index('ix_key_account_manager')
  @Column({ name: 'manager_id', type: 'uuid', nullable: true, update: false, insert: false })
  managerId!: string | null;
  @Index('ix_key_account_parent')
  @Column({ name: 'parent_id', type: 'uuid', nullable: true })
  parentId!: string | null;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  /** As registered; `name` is what everybody calls it. */
  @Column({ name: 'legal_name', type: 'text', nullable: true }) legalName!: string | null;
  @Column({ name: 'trade_names', type: 'text', array: true, default: () => "'{}'" }) tradeNames!: string[];
  /** Unified social credit code, see `profile/credit-code.ts`. */
  @Index('ix_key_account_credit_code')
  @Column({ name: 'credit_code', type: 'text', nullable: true })
  creditCode!: string | null;
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  @Column({ type: 'text', nullable: true }) website!: string | null;
  @Column({ type: 'text', array: true, default: () => "'{}'" }) tags!: string[];
  @Column({ type: 'text', array: true, default: () => "'{}'" }) classifications!: string[];
  @Column({ type: 'jsonb', default: () => "'[]'" }) addresses!: AccountAddress[];
  @Column({ name: 'important_dates', type: 'jsonb', default: () => "'[]'" }) importantDates!: ImportantDate[];
  @Column({ name: 'mail_habits', type: 'jsonb', nullable: true }) mailHabits!: MailHabits | null;
  /** By the keys of `account_custom_field`. */
  @Column({ name: 'custom_values', type: 'jsonb', default: () => "'{}'" }) customValues!: CustomValues;
  /** 0-100, see `profile/completeness.ts`; counted anew with every save. */
  @Column({ type: 'smallint', default: 0 }) completeness!: number;
  @Column({ name: 'reviewed_on', type: 'date', nullable: true }) reviewedOn!: string | null;
  @Column({ name: 'review_due_on', type: 'date', default: () => 'now()' }) reviewDueOn!: string;
  /** Counts replacements of the service team, apart from changes of the profile. */
  @Column({ name: 'team_version', type: 'integer', default: 1 }) teamVersion!: number;
  /** The account this one was merged into; nobody sees it from then on. Written by the merge alone. */
  @Column({ name: 'merged_into', type: 'uuid', nullable: true, update: false, insert: false })
  mergedInto!: string | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
