import { CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TeamRole } from './account-words';

/** One person in an account's service team; the same person may hold several roles. */
@Entity('account_member')
export class AccountMember {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Index('ix_account_member_user') @PrimaryColumn({ name: 'user_id', type: 'uuid' }) userId!: string;
  @PrimaryColumn('text') role!: TeamRole;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
