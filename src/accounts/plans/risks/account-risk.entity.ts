import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { RiskState } from '../plan-words';

@Entity('account_risk')
export class AccountRisk {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_account_risk_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column('text') title!: string;
  @Column({ type: 'text', default: '' }) note!: string;
  /** 1 to 5, like likelihood. */
  @Column('smallint') severity!: number;
  @Column('smallint') likelihood!: number;
  @Column({ name: 'owner_id', type: 'uuid', nullable: true }) ownerId!: string | null;
  @Column({ name: 'due_on', type: 'date', nullable: true }) dueOn!: string | null;
  @Column({ type: 'text', default: 'open' }) state!: RiskState;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
