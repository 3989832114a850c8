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

@Entity('key_account')
@Unique('uq_key_account_branch_code', ['branchId', 'code'])
@Index('ix_key_account_search', { synchronize: false })
@Index('ix_key_account_members', { synchronize: false })
export class KeyAccount {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') tier!: AccountTier;
  /** GB/T 4754 division, see `industries.ts`. */
  @Column({ type: 'text', nullable: true }) industry!: string | null;
  @Index('ix_key_account_manager')
  @Column({ name: 'manager_id', type: 'uuid', nullable: true })
  managerId!: string | null;
  @Index('ix_key_account_parent')
  @Column({ name: 'parent_id', type: 'uuid', nullable: true })
  parentId!: string | null;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  /** Everybody in `account_member`, kept by a trigger for row security. Never written here. */
  @Column({
    name: 'member_ids',
    type: 'uuid',
    array: true,
    default: () => "'{}'",
    update: false,
    insert: false,
  })
  memberIds!: string[];
  /** Counts replacements of the service team, apart from changes of the profile. */
  @Column({ name: 'team_version', type: 'integer', default: 1 }) teamVersion!: number;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
