import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record that the freeze left out, and why. */
@Entity('mail_exclusion')
export class MailExclusion {
  @PrimaryColumn({ name: 'batch_id', type: 'uuid' }) batchId!: string;
  @PrimaryColumn({ name: 'record_id', type: 'uuid' }) recordId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') reason!: string;
}
