import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LinkKind } from './contact-words';

/** How one contact stands to another at an account. */
@Entity('contact_link')
@Index('ix_contact_link_to', ['accountId', 'toId'])
@Index('uq_contact_link_superior', ['accountId', 'fromId'], { unique: true, where: `kind = 'reports-to'` })
export class ContactLink {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @PrimaryColumn({ name: 'from_id', type: 'uuid' }) fromId!: string;
  @PrimaryColumn({ name: 'to_id', type: 'uuid' }) toId!: string;
  @PrimaryColumn('text') kind!: LinkKind;
  @Column({ type: 'smallint', default: 2 }) strength!: number;
}
