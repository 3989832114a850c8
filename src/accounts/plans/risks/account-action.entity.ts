import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { ActionState } from '../plan-words';

/** Something to be done for an account, against a risk, or as a step of a recovery. */
@Entity('account_action')
@Index('ix_account_action_due', ['dueOn', 'id'])
export class AccountAction {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_account_action_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'risk_id', type: 'uuid', nullable: true }) riskId!: string | null;
  @Index('ix_account_action_recovery')
  @Column({ name: 'recovery_id', type: 'uuid', nullable: true })
  recoveryId!: string | null;
  @Column('text') title!: string;
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ name: 'owner_id', type: 'uuid', nullable: true }) ownerId!: string | null;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: string;
  @Column({ type: 'text', default: 'open' }) state!: ActionState;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
