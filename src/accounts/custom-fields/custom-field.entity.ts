import {
  Column,
  CreateDateColumn,
  Entity,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { CustomOption, CustomType } from './custom-values';

/** A field that an administrator added to the profiles of a branch and of all below it. */
@Entity('account_custom_field')
@Unique('uq_account_custom_field_key', ['branchId', 'key'])
export class CustomField {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  /** Names the value in `key_account.custom_values`; stands for good. */
  @Column('text') key!: string;
  @Column({ name: 'label_zh', type: 'text' }) labelZh!: string;
  @Column({ name: 'label_en', type: 'text' }) labelEn!: string;
  @Column('text') type!: CustomType;
  @Column({ type: 'jsonb', default: () => "'[]'" }) options!: CustomOption[];
  @Column({ type: 'boolean', default: false }) required!: boolean;
  /** Heading under which the profile shows it; '' for none. */
  @Column({ type: 'text', default: '' }) section!: string;
  @Column({ type: 'integer', default: 0 }) position!: number;
  @Column({ type: 'boolean', default: false }) archived!: boolean;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
