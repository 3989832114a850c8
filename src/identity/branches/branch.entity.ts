import type { BranchLevel } from './branch-level';
import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';

@Entity('branch')
@Unique('uq_branch_code', ['code'])
export class Branch {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_branch_parent') @Column({ name: 'parent_id', type: 'uuid', nullable: true }) parentId!:
    string | null;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') level!: BranchLevel;
  @Column({ name: 'time_zone', type: 'text', default: 'Asia/Shanghai' }) timeZone!: string;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
