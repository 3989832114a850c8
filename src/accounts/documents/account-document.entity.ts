import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { DocumentKind } from './document-words';

/** A paper of an account; what it says is in its versions. */
@Entity('account_document')
export class AccountDocument {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_account_document_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column('text') title!: string;
  @Column('text') kind!: DocumentKind;
  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true }) removedAt!: Date | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
