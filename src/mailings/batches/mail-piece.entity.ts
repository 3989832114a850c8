import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** One addressed item, copied from the list at the freeze and never changed after. */
@Entity('mail_piece')
@Unique('uq_mail_piece_recipient', ['batchId', 'recipientHash'])
export class MailPiece {
  @PrimaryColumn({ name: 'batch_id', type: 'uuid' }) batchId!: string;
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'recipient_hash', type: 'bytea' }) recipientHash!: Buffer;
  @Column('text') postcode!: string;
  @Column('jsonb') fields!: Record<string, string>;
}
