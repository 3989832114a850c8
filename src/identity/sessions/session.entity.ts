import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('session')
@Unique('uq_session_token_hash', ['tokenHash'])
export class Session {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_session_user') @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'csrf_token', type: 'text' }) csrfToken!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Index('ix_session_expires') @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
