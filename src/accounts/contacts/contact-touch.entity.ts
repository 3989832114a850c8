import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TouchChannel } from './contact-words';

/** One time somebody of ours was in touch with a contact. */
@Entity('contact_touch')
@Index('ix_contact_touch_contact', ['contactId', 'touchedOn'])
export class ContactTouch {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'contact_id', type: 'uuid' }) contactId!: string;
  @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column('text') channel!: TouchChannel;
  @Column({ name: 'touched_on', type: 'date' }) touchedOn!: string;
  @Column({ type: 'text', default: '' }) note!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
