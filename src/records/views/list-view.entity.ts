import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { ViewState } from './view-state';

export type ViewScope = 'private' | 'team';

/** A view of a list that somebody kept. */
@Entity('list_view')
@Index('ix_list_view_branch', ['branchId', 'list'])
@Index('ix_list_view_owner', ['ownerId', 'list'])
@Index('uq_list_view_own_default', { synchronize: false })
@Index('uq_list_view_team_default', { synchronize: false })
export class ListView {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column('text') list!: string;
  @Column('text') name!: string;
  @Column('text') scope!: ViewScope;
  /** Opens by itself: for its owner when private, for its branch and those below when shared. */
  @Column({ name: 'is_default', type: 'boolean', default: false }) isDefault!: boolean;
  @Column({ name: 'owner_id', type: 'uuid' }) ownerId!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('jsonb') state!: ViewState;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
