import { Entity, Index, PrimaryColumn } from 'typeorm';

/** Who of ours keeps the relationship with a contact at an account. */
@Entity('contact_cover')
export class ContactCover {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @PrimaryColumn({ name: 'contact_id', type: 'uuid' }) contactId!: string;
  @Index('ix_contact_cover_user') @PrimaryColumn({ name: 'user_id', type: 'uuid' }) userId!: string;
}
