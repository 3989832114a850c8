import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Counts replacements of an account's map of influence; whoever replaces it waits on this row. */
@Entity('account_influence')
export class AccountInfluence {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ type: 'integer', default: 1 }) version!: number;
}
