import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record's timeline tells of an entry. */
@Entity('timeline_link')
export class TimelineLink {
  @PrimaryColumn({ name: 'record_type', type: 'text' }) recordType!: string;
  @PrimaryColumn({ name: 'record_id', type: 'uuid' }) recordId!: string;
  @PrimaryColumn({ type: 'timestamptz', precision: 3 }) at!: Date;
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' }) entryId!: string;
  @Column('text') topic!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'account_id', type: 'uuid', nullable: true }) accountId!: string | null;
}

/** An entry that stays on top of a record's timeline. */
@Entity('timeline_pin')
export class TimelinePin {
  @PrimaryColumn({ name: 'record_type', type: 'text' }) recordType!: string;
  @PrimaryColumn({ name: 'record_id', type: 'uuid' }) recordId!: string;
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' }) entryId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'account_id', type: 'uuid', nullable: true }) accountId!: string | null;
  @Column({ name: 'pinned_by', type: 'uuid' }) pinnedBy!: string;
  @Column({ name: 'pinned_at', type: 'timestamptz', default: () => 'now()' }) pinnedAt!: Date;
}
