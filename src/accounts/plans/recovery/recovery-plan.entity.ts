import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { RecoveryState } from './recovery-states';

@Entity('recovery_plan')
@Index('uq_recovery_plan_running', { synchronize: false })
@Index('ix_recovery_plan_due', ['dueOn', 'id'])
export class RecoveryPlan {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_recovery_plan_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ type: 'text', default: 'open' }) state!: RecoveryState;
  @Column({ name: 'owner_id', type: 'uuid', nullable: true }) ownerId!: string | null;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: string;
  @Column({ type: 'text', default: '' }) cause!: string;
  @Column({ type: 'text', default: '' }) result!: string;
  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' }) openedAt!: Date;
  @Column({ name: 'ended_by', type: 'uuid', nullable: true }) endedBy!: string | null;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
