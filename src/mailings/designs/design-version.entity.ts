import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Design } from '../../../libs/letterpress';

/** A state of a design that a batch may have printed: never changed. */
@Entity('design_version')
@Unique('uq_design_version', ['designId', 'versionNo'])
export class DesignVersion {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'design_id', type: 'uuid' }) designId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column({ name: 'version_no', type: 'integer' }) versionNo!: number;
  @Column('jsonb') body!: Design;
  /** File name in the design → SHA-256 of the stored file. */
  @Column('jsonb') artwork!: Record<string, string>;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
