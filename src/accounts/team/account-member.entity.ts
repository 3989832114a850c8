import { Column, CreateDateColumn, Entity, Exclusion, Index, PrimaryColumn } from 'typeorm';
import type { TeamRole } from '../account-words';

/** One person's seat in an account's service team, from a day to a day; the same person may hold several. */
@Entity('account_member')
@Exclusion(
  'ex_account_member_one_at_a_time',
  `USING gist (account_id WITH =, role WITH =, daterange(from_on, until_on, '[]') WITH &&) WHERE (role IN ('lead', 'primary'))`,
)
@Exclusion(
  'ex_account_member_twice',
  `USING gist (account_id WITH =, role WITH =, user_id WITH =, daterange(from_on, until_on, '[]') WITH &&)`,
)
@Index('ix_account_member_user', ['userId', 'accountId'])
@Index('ix_account_member_seats', { synchronize: false })
@Index('ix_account_member_begins', { synchronize: false })
@Index('ix_account_member_ends', { synchronize: false })
export class AccountMember {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_account_member_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  /** The account's; a trigger keeps it. */
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column('text') role!: TeamRole;
  /** First day, as the account's branch counts days. */
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  /** Last day; null when none is known. */
  @Column({ name: 'until_on', type: 'date', nullable: true }) untilOn!: string | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
