import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One file of a document, written once. Its bytes lie in the storage under their hash. */
@Entity('account_document_version')
export class DocumentVersion {
  @PrimaryColumn({ name: 'document_id', type: 'uuid' }) documentId!: string;
  @PrimaryColumn('integer') no!: number;
  @Column({ name: 'file_name', type: 'text' }) fileName!: string;
  @Column({ name: 'media_type', type: 'text' }) mediaType!: string;
  @Column({ name: 'size_bytes', type: 'bigint' }) sizeBytes!: number;
  @Column('text') sha256!: string;
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ name: 'uploaded_by', type: 'uuid' }) uploadedBy!: string;
  @CreateDateColumn({ name: 'uploaded_at', type: 'timestamptz', default: () => 'now()' }) uploadedAt!: Date;
}
