import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { RecordEvent } from '../../../libs/events/record-event';
import type { Because, Category, RecordKind } from '../rules/categories';

/** What happened, once for all who are told. */
@Entity('notification_news')
@Index('ix_notification_news_created', ['createdAt'])
export class NotificationNews {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') kind!: string;
  @Column({ name: 'record_type', type: 'text' }) recordType!: RecordKind;
  @Column({ name: 'record_id', type: 'uuid' }) recordId!: string;
  /** Null when it happened by itself. */
  @Column({ name: 'actor_id', type: 'uuid', nullable: true }) actorId!: string | null;
  @Column({ name: 'actor_name', type: 'text', nullable: true }) actorName!: string | null;
  /** In whose transaction it was written. */
  @Column({ name: 'caused_by', type: 'uuid' }) causedBy!: string;
  @Column({ type: 'jsonb', default: () => "'{}'" }) facts!: RecordEvent['facts'];
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' }) createdAt!: Date;
}

/** That somebody was told of it. */
@Entity('notification')
@Unique('uq_notification', ['newsId', 'userId'])
@Index('ix_notification_inbox', ['userId', 'createdAt', 'id'], { where: 'in_app' })
@Index('ix_notification_unread', ['userId', 'category'], { where: '(in_app AND (read_at IS NULL))' })
export class Notification {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column({ name: 'news_id', type: 'uuid' }) newsId!: string;
  @Column('text') category!: Category;
  @Column('text') because!: Because;
  /** False for somebody who wants this category by other ways alone. */
  @Column({ name: 'in_app', type: 'boolean' }) inApp!: boolean;
  @Column({ name: 'read_at', type: 'timestamptz', precision: 3, nullable: true }) readAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' }) createdAt!: Date;
}
