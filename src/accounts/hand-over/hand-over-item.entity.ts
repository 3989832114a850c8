import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CheckKind } from './checklist';

/** A line of a hand-over's checklist. */
@Entity('account_hand_over_item')
@Index('uq_account_hand_over_item_kind', ['handOverId', 'kind'], { unique: true, where: "kind <> 'extra'" })
export class HandOverItem {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_account_hand_over_item') @Column({ name: 'hand_over_id', type: 'uuid' }) handOverId!: string;
  @Column('text') kind!: CheckKind;
  @Column({ type: 'text', default: '' }) title!: string;
  @Column('boolean') mandatory!: boolean;
  @Column({ name: 'done_by', type: 'uuid', nullable: true }) doneBy!: string | null;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true }) doneAt!: Date | null;
  @Column({ name: 'added_by', type: 'uuid' }) addedBy!: string;
}
