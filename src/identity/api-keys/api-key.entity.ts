import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('api_key')
@Unique('uq_api_key_hash', ['keyHash'])
export class ApiKey {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_api_key_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column('text') name!: string;
  @Column('text') prefix!: string;
  @Column({ name: 'key_hash', type: 'bytea', select: false }) keyHash!: Buffer;
  @Column({ type: 'text', array: true }) scopes!: string[];
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
