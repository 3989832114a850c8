import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { Measure, Reach } from '../plan-words';

/** Its unit follows from its measure: fen, a count, percent, or hundredths of a score. */
@Entity('plan_goal')
@Index('uq_plan_goal_measure', { synchronize: false })
export class PlanGoal {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column('text') measure!: Measure;
  @Column({ type: 'text', default: 'account' }) reach!: Reach;
  @Column({ type: 'text', nullable: true }) product!: string | null;
  @Column('bigint') target!: number;
  @Column({ name: 'owner_id', type: 'uuid', nullable: true }) ownerId!: string | null;
  @Column({ type: 'text', default: '' }) note!: string;
  /** What was reached when the plan was closed. */
  @Column({ name: 'closed_value', type: 'bigint', nullable: true }) closedValue!: number | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
