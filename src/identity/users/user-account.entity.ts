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

@Entity('user_account')
@Unique('uq_user_account_email', ['email'])
export class UserAccount {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_user_account_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column({ name: 'password_hash', type: 'text', select: false }) passwordHash!: string;
  @Column({ type: 'text', array: true }) roles!: string[];
  @Column({ type: 'text', default: 'zh-CN' }) locale!: string;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
