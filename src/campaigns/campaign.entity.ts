import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { CampaignState } from './campaign-states';

@Entity('campaign')
@Index('ix_campaign_created', ['createdAt', 'id'])
@Index('ix_campaign_search', { synchronize: false })
export class Campaign {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_campaign_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Index('ix_campaign_account') @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column('text') name!: string;
  /** Code of `products.ts`. */
  @Column('text') product!: string;
  @Column({ type: 'text', nullable: true }) occasion!: string | null;
  @Column({ name: 'starts_on', type: 'date', nullable: true }) startsOn!: string | null;
  @Column({ name: 'ends_on', type: 'date', nullable: true }) endsOn!: string | null;
  /** The months it runs in, 1-12, when only those are known or it does not run all the time between. */
  @Column({ type: 'integer', array: true, default: () => "'{}'" }) months!: number[];
  @Column({ name: 'planned_pieces', type: 'integer', nullable: true }) plannedPieces!: number | null;
  @Column({ name: 'pieces_per_month', type: 'integer', nullable: true }) piecesPerMonth!: number | null;
  @Index('ix_campaign_list') @Column({ name: 'list_id', type: 'uuid', nullable: true }) listId!:
    string | null;
  @Column({ name: 'design_id', type: 'uuid', nullable: true }) designId!: string | null;
  @Column({ name: 'price_per_piece_fen', type: 'integer', nullable: true }) pricePerPieceFen!: number | null;
  @Column({ name: 'budget_fen', type: 'bigint', nullable: true }) budgetFen!: number | null;
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ type: 'text', default: 'draft' }) state!: CampaignState;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
