import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One addressee of a list. Text that a file did not give is '', never null. */
@Entity('address_record')
@Unique('uq_address_record_recipient', ['listId', 'recipientHash'])
@Index('ix_address_record_row', ['listId', 'rowNumber'])
export class AddressRecord {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'list_id', type: 'uuid' }) listId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'import_id', type: 'uuid' }) importId!: string;
  @Column({ name: 'row_number', type: 'integer' }) rowNumber!: number;
  @Column('text') name!: string;
  @Column('text') company!: string;
  @Column('text') address!: string;
  @Column('text') postcode!: string;
  @Column('text') phone!: string;
  @Column('jsonb') extra!: Record<string, string>;
  @Column({ name: 'recipient_hash', type: 'bytea' }) recipientHash!: Buffer;
  @Column({ name: 'person_hash', type: 'bytea' }) personHash!: Buffer;
  @Column({ name: 'address_hash', type: 'bytea' }) addressHash!: Buffer;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
