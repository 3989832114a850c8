import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Category } from '../rules/categories';
import type { DeliveryState } from './delivery-states';

/** One message to one person or group; the row is the outbox. */
@Entity('notification_delivery')
@Index('ix_notification_delivery_due', ['dueAt'], {
  where: "(state = ANY (ARRAY['pending'::text, 'held'::text, 'sending'::text, 'failed'::text]))",
})
@Index('ix_notification_delivery_user', ['userId', 'createdAt'])
@Index('ix_notification_delivery_robot', ['robotId', 'createdAt'])
export class NotificationDelivery {
  /** Made from what is told to whom: see `deliveryId`. */
  @PrimaryColumn('uuid') id!: string;
  @Column('text') channel!: 'email' | 'robot';
  @Column({ name: 'user_id', type: 'uuid', nullable: true }) userId!: string | null;
  @Column({ name: 'robot_id', type: 'uuid', nullable: true }) robotId!: string | null;
  @Column('text') mode!: 'at-once' | 'digest' | 'test';
  @Column('boolean') urgent!: boolean;
  @Column('text') state!: DeliveryState;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ type: 'smallint', default: 0 }) attempts!: number;
  @Column({ name: 'tried_at', type: 'timestamptz', nullable: true }) triedAt!: Date | null;
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  @Column({ name: 'error_code', type: 'text', nullable: true }) errorCode!: string | null;
  @Column({ name: 'caused_by', type: 'uuid' }) causedBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' }) createdAt!: Date;
}

/** What a delivery tells. */
@Entity('notification_delivery_item')
export class NotificationDeliveryItem {
  @PrimaryColumn({ name: 'delivery_id', type: 'uuid' }) deliveryId!: string;
  @Index('ix_notification_delivery_item_news')
  @PrimaryColumn({ name: 'news_id', type: 'uuid' })
  newsId!: string;
  @Column('text') category!: Category;
}
