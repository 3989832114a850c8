import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('login_attempt')
@Index('ix_login_attempt_subject', ['subjectHash', 'failedAt'])
export class LoginAttempt {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'subject_hash', type: 'bytea' }) subjectHash!: Buffer;
  @Column({ name: 'failed_at', type: 'timestamptz', default: () => 'now()' }) failedAt!: Date;
}
