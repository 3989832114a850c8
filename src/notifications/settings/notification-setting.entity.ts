import { Column, Entity, PrimaryColumn, Unique, UpdateDateColumn, VersionColumn } from 'typeorm';
import type { Choices } from './choices';

/** How somebody wants to hear of things. Without a row the usual choices hold. */
@Entity('notification_setting')
@Unique('uq_notification_setting_user', ['userId'])
export class NotificationSetting {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column('jsonb') categories!: Choices;
  @Column({ name: 'digest_hour', type: 'smallint' }) digestHour!: number;
  @Column({ name: 'quiet_from', type: 'smallint', nullable: true }) quietFrom!: number | null;
  @Column({ name: 'quiet_to', type: 'smallint', nullable: true }) quietTo!: number | null;
  @Column({ name: 'urgent_passes', type: 'boolean' }) urgentPasses!: boolean;
  /** Of e-mails; null: that of the web app. */
  @Column({ type: 'text', nullable: true }) language!: 'zh' | 'en' | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
