import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { RecordType } from '../activity-rules';

/** What somebody wrote down about a record, as it reads now. */
@Entity('note')
@Index('ix_note_record', ['recordType', 'recordId'])
export class Note {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'record_type', type: 'text' }) recordType!: RecordType;
  @Column({ name: 'record_id', type: 'uuid' }) recordId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'account_id', type: 'uuid', nullable: true }) accountId!: string | null;
  @Column({ name: 'author_id', type: 'uuid' }) authorId!: string;
  @Column('text') text!: string;
  @Column({ type: 'uuid', array: true, default: () => "'{}'" }) mentions!: string[];
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true }) removedAt!: Date | null;
}

/** What the note read in one of its versions. */
@Entity('note_version')
export class NoteVersion {
  @PrimaryColumn({ name: 'note_id', type: 'uuid' }) noteId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('text') text!: string;
  @Column({ name: 'written_at', type: 'timestamptz', default: () => 'now()' }) writtenAt!: Date;
}
