import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Finding } from '../../../libs/letterpress';

/** Why a piece was held out of its chunk. */
@Entity('mail_piece_finding')
export class MailPieceFinding {
  @PrimaryColumn({ name: 'batch_id', type: 'uuid' }) batchId!: string;
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('jsonb') findings!: Finding[];
}
