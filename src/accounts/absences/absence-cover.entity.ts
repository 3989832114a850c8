import { Entity, Index, PrimaryColumn, Column } from 'typeorm';

/** Who sees to one account during an absence, instead of the cover for all. */
@Entity('absence_cover')
export class AbsenceCover {
  @PrimaryColumn({ name: 'absence_id', type: 'uuid' }) absenceId!: string;
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Index('ix_absence_cover_account_cover') @Column({ name: 'cover_id', type: 'uuid' }) coverId!: string;
}
