import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RecordKind } from './record-kinds';

/** What a record is found by. Kept by the database itself, whoever writes the record. */
@Entity('search_entry')
@Index('ix_search_entry_title', { synchronize: false })
@Index('ix_search_entry_sound', { synchronize: false })
@Index('ix_search_entry_unheard', { synchronize: false })
@Index('ix_search_entry_words_of_contacts', { synchronize: false })
@Index('ix_search_entry_words_of_others', { synchronize: false })
@Index('ix_search_entry_sounds_of_contacts', { synchronize: false })
@Index('ix_search_entry_sounds_of_others', { synchronize: false })
export class SearchEntry {
  @PrimaryColumn({ name: 'record_type', type: 'text' }) recordType!: RecordKind;
  @PrimaryColumn({ name: 'record_id', type: 'uuid' }) recordId!: string;
  @Column({ name: 'branch_ids', type: 'uuid', array: true }) branchIds!: string[];
  @Column({ name: 'account_ids', type: 'uuid', array: true, default: '{}' }) accountIds!: string[];
  @Column('text') title!: string;
  @Column({ type: 'text', default: '' }) detail!: string;
  @Column('text') words!: string;
  @Column({ type: 'text', nullable: true }) sounds!: string | null;
}
