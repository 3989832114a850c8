import {
  Column,
  CreateDateColumn,
  Entity,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';

/** What a piece looks like; its content is in the newest version. */
@Entity('design')
@Unique('uq_design_name', ['branchId', 'name'])
export class DesignRecord {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') name!: string;
  @Column('text') format!: string;
  @Column({ name: 'copied_from', type: 'text', nullable: true }) copiedFrom!: string | null;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @Column({ type: 'boolean', default: false }) archived!: boolean;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
