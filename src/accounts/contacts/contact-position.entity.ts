import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { ContactRole, Rank, Stance } from './contact-words';

/** What a contact is at one account, and how they stand to us there. */
@Entity('contact_position')
@Unique('uq_contact_position', ['contactId', 'accountId'])
@Index('uq_contact_position_primary', ['accountId'], { unique: true, where: 'is_primary' })
export class ContactPosition {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'contact_id', type: 'uuid' }) contactId!: string;
  @Index('ix_contact_position_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ type: 'text', default: '' }) title!: string;
  @Column({ type: 'text', default: '' }) department!: string;
  @Column('text') role!: ContactRole;
  @Column('text') rank!: Rank;
  @Column({ type: 'text', default: 'neutral' }) stance!: Stance;
  /** How much weight their word has with us or against us, 1 to 5. */
  @Column({ type: 'smallint', default: 1 }) strength!: number;
  /** The one to call first; one for each account. */
  @Column({ name: 'is_primary', type: 'boolean', default: false }) isPrimary!: boolean;
  @Column({ name: 'started_on', type: 'date', nullable: true }) startedOn!: string | null;
  @Column({ name: 'ended_on', type: 'date', nullable: true }) endedOn!: string | null;
  /** Where somebody put them on the map of influence; the map lays out whoever has no place. */
  @Column({ type: 'integer', nullable: true }) x!: number | null;
  @Column({ type: 'integer', nullable: true }) y!: number | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
