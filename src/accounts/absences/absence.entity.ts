import {
  Column,
  CreateDateColumn,
  Entity,
  Exclusion,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { AbsenceKind } from './absence-words';

/** Somebody is away from a day to a day, as their branch counts days. */
@Entity('absence')
@Index('ix_absence_cover', ['coverId', 'untilOn'])
@Index('ix_absence_branch', ['branchId', 'fromOn'])
@Exclusion(
  'ex_absence_one_at_a_time',
  `USING gist (user_id WITH =, daterange(from_on, until_on, '[]') WITH &&)`,
)
export class AbsenceEntity {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column('text') kind!: AbsenceKind;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'until_on', type: 'date' }) untilOn!: string;
  /** Sees to all accounts but those in `absence_cover`. */
  @Column({ name: 'cover_id', type: 'uuid', nullable: true }) coverId!: string | null;
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
