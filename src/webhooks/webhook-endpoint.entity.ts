import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DisabledReason } from './webhook-words';

@Entity('webhook_endpoint')
export class WebhookEndpoint {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_webhook_endpoint_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ type: 'text' }) url!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', array: true }) topics!: string[];
  /** Sealed. */
  @Column({ type: 'bytea' }) secret!: Buffer;
  /** Sealed; still signs until `oldSecretUntil`. */
  @Column({ name: 'old_secret', type: 'bytea', nullable: true }) oldSecret!: Buffer | null;
  @Column({ name: 'old_secret_until', type: 'timestamptz', nullable: true }) oldSecretUntil!: Date | null;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  @Column({ name: 'disabled_reason', type: 'text', nullable: true }) disabledReason!: DisabledReason | null;
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true }) failingSince!: Date | null;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ type: 'integer', default: 1 }) version!: number;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
