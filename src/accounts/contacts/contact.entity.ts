import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { BirthdayCalendar, LawfulBasis } from './contact-words';

/** Somebody who works for a key account, or for several. */
@Entity('contact')
@Index('ix_contact_merged', { synchronize: false })
@Index('ix_contact_search', { synchronize: false })
@Index('ix_contact_sort', { synchronize: false })
@Index('ix_contact_touched', { synchronize: false })
@Index('ix_contact_birthday', ['birthdayCalendar', 'birthdayMonth', 'birthdayDay'])
export class Contact {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_contact_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Index('ix_contact_name') @Column('text') name!: string;
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  @Column({ type: 'text', nullable: true }) mobile!: string | null;
  @Column({ type: 'text', nullable: true }) email!: string | null;
  @Column({ type: 'text', nullable: true }) wechat!: string | null;
  @Column({ name: 'birthday_calendar', type: 'text', nullable: true })
  birthdayCalendar!: BirthdayCalendar | null;
  @Column({ name: 'birthday_month', type: 'smallint', nullable: true }) birthdayMonth!: number | null;
  @Column({ name: 'birthday_day', type: 'smallint', nullable: true }) birthdayDay!: number | null;
  @Column({ name: 'birthday_year', type: 'smallint', nullable: true }) birthdayYear!: number | null;
  @Column({ type: 'text', default: '' }) preferences!: string;
  @Column({ name: 'lawful_basis', type: 'text', nullable: true }) lawfulBasis!: LawfulBasis | null;
  @Column({ name: 'lawful_note', type: 'text', default: '' }) lawfulNote!: string;
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  /** Kept by a trigger on touches. Never written here. */
  @Column({ name: 'last_touched_on', type: 'date', nullable: true, update: false, insert: false })
  lastTouchedOn!: string | null;
  /** The contact this one was merged into; nobody sees it from then on. Written by the merge alone. */
  @Column({ name: 'merged_into', type: 'uuid', nullable: true, update: false, insert: false })
  mergedInto!: string | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
