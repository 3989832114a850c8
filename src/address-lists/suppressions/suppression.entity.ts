import { Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { SuppressionKind, SuppressionReason } from './suppression-kind';

/** Somebody, or an address, that must not be written to: a keyed hash, never the name or the address. */
@Entity('suppression')
@Unique('uq_suppression_hash', ['branchId', 'hash'])
export class Suppression {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') kind!: SuppressionKind;
  @Column('bytea') hash!: Buffer;
  @Column('text') reason!: SuppressionReason;
  @Column('text') source!: string;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** What the whole house must not write to, without saying who entered it. Written by triggers only. */
@Entity('suppressed_hash')
export class SuppressedHash {
  @PrimaryColumn('bytea') hash!: Buffer;
  @Column('integer') holders!: number;
}
