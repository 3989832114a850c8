import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** An entry's place in the chain. Two sealers cannot fork it: place and predecessor are each taken once. */
@Entity('audit_seal')
@Unique('uq_audit_seal_entry', ['entryId'])
@Unique('uq_audit_seal_prev_hash', ['prevHash'])
export class AuditSeal {
  @PrimaryColumn('bigint') seq!: number;
  @Column({ name: 'entry_id', type: 'uuid' }) entryId!: string;
  @Column({ name: 'prev_hash', type: 'bytea' }) prevHash!: Buffer;
  @Column('bytea') hash!: Buffer;
  @Column({ name: 'sealed_at', type: 'timestamptz', default: () => 'now()' }) sealedAt!: Date;
}

/** An entry that waits for its seal: written with it, taken away by the sealer. */
@Entity('audit_unsealed')
export class AuditUnsealed {
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' }) entryId!: string;
}

/** A head of the chain that stands in the journal outside the database as well. */
@Entity('audit_journal')
export class AuditJournalMark {
  @PrimaryColumn('bigint') seq!: number;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt!: Date;
}
