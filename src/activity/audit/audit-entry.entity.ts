import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FieldChange } from '../../../libs/events/field-changes';
import type { RecordRef } from '../../../libs/events/record-event';

/** One thing that happened. Only ever inserted; see `AuditSeal`. */
@Entity('audit_entry')
@Index('ix_audit_entry_branch', ['branchId', 'at', 'id'])
@Index('ix_audit_entry_actor', ['actorId', 'at', 'id'])
@Index('ix_audit_entry_subject', ['subjectId', 'at', 'id'])
@Index('ix_audit_entry_kind', ['kind', 'at', 'id'])
export class AuditEntry {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ type: 'timestamptz', precision: 3 }) at!: Date;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'actor_id', type: 'uuid', nullable: true }) actorId!: string | null;
  @Column({ name: 'actor_name', type: 'text', nullable: true }) actorName!: string | null;
  @Column('text') via!: string;
  @Column({ name: 'api_key_id', type: 'uuid', nullable: true }) apiKeyId!: string | null;
  @Column({ name: 'request_id', type: 'text', nullable: true }) requestId!: string | null;
  @Column('text') kind!: string;
  @Column({ name: 'subject_type', type: 'text' }) subjectType!: string;
  @Column({ name: 'subject_id', type: 'uuid' }) subjectId!: string;
  @Column({ type: 'jsonb', default: () => "'[]'" }) related!: RecordRef[];
  @Column({ type: 'jsonb', default: () => "'[]'" }) changes!: FieldChange[];
  @Column({ type: 'jsonb', default: () => "'{}'" }) facts!: Record<string, unknown>;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ name: 'on_timeline', type: 'boolean' }) onTimeline!: boolean;
  /** The account whose team may read it on a timeline. */
  @Column({ name: 'account_id', type: 'uuid', nullable: true }) accountId!: string | null;
}
