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
import type { CaseState } from './case-states';
import type { CaseKind, CauseCategory, ServedTier, Urgency } from './case-words';

@Entity('service_case')
@Unique('uq_service_case_number', ['number'])
@Index('ix_service_case_branch', ['branchId', 'openedAt'])
@Index('ix_service_case_half_due', { synchronize: false })
@Index('ix_service_case_search', { synchronize: false })
export class ServiceCase {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  /** The account's branch, kept by a trigger when the account moves. */
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') number!: string;
  @Index('ix_service_case_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'contact_name', type: 'text', nullable: true }) contactName!: string | null;
  @Column('text') kind!: CaseKind;
  /** The category's name as it was chosen: lists of categories change. */
  @Column({ type: 'text', nullable: true }) category!: string | null;
  @Column('text') urgency!: Urgency;
  @Column('text') title!: string;
  @Column({ type: 'text', default: '' }) description!: string;
  @Column({ type: 'text', default: 'open' }) state!: CaseState;
  /** The account's tier when the case was opened: what was promised does not move with it. */
  @Column('text') tier!: ServedTier;
  @Index('ix_service_case_owner') @Column({ name: 'owner_id', type: 'uuid' }) ownerId!: string;
  @Column({ name: 'opened_by', type: 'uuid' }) openedBy!: string;
  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' }) openedAt!: Date;
  /** When the promised time began: opened, or opened again. */
  @Column({ name: 'clock_from', type: 'timestamptz', default: () => 'now()' }) clockFrom!: Date;
  /** How often it was opened again. */
  @Column({ type: 'smallint', default: 0 }) round!: number;
  @Column({ name: 'answer_due_at', type: 'timestamptz' }) answerDueAt!: Date;
  @Column({ name: 'half_due_at', type: 'timestamptz' }) halfDueAt!: Date;
  @Column({ name: 'resolve_due_at', type: 'timestamptz' }) resolveDueAt!: Date;
  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true }) answeredAt!: Date | null;
  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true }) resolvedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) remedy!: string | null;
  @Column({ name: 'cause_category', type: 'text', nullable: true }) causeCategory!: CauseCategory | null;
  @Column({ type: 'text', nullable: true }) cause!: string | null;
  @Column({ name: 'affected_pieces', type: 'integer', nullable: true }) affectedPieces!: number | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
