import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DeliveryState } from './webhook-words';

/** One event for one endpoint: written with the event, sent afterwards. */
@Entity('webhook_delivery')
@Unique('uq_webhook_delivery_event', ['endpointId', 'eventId'])
@Index('ix_webhook_delivery_list', ['endpointId', 'createdAt', 'id'])
@Index('ix_webhook_delivery_due', ['nextAttemptAt'], { where: `state = 'due'` })
@Index('ix_webhook_delivery_created', ['createdAt'])
export class WebhookDelivery {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'endpoint_id', type: 'uuid' }) endpointId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'event_id', type: 'uuid' }) eventId!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'text', default: 'due' }) state!: DeliveryState;
  @Column({ type: 'integer', default: 0 }) attempts!: number;
  @Column({ name: 'next_attempt_at', type: 'timestamptz', default: () => 'now()' }) nextAttemptAt!: Date;
  @Column({ name: 'leased_until', type: 'timestamptz', nullable: true }) leasedUntil!: Date | null;
  @Column({ name: 'status_code', type: 'integer', nullable: true }) statusCode!: number | null;
  @Column({ type: 'text', nullable: true }) fault!: string | null;
  @Column({ name: 'duration_ms', type: 'integer', nullable: true }) durationMs!: number | null;
  @Column({ name: 'attempted_at', type: 'timestamptz', nullable: true }) attemptedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
