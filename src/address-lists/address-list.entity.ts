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
import type { LegalBasis, ListState } from './legal-basis';

@Entity('address_list')
@Unique('uq_address_list_branch', ['id', 'branchId'])
export class AddressList {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_address_list_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Index('ix_address_list_account')
  @Column({ name: 'account_id', type: 'uuid', nullable: true })
  accountId!: string | null;
  @Column('text') name!: string;
  @Column('text') source!: string;
  @Column({ name: 'legal_basis', type: 'text', nullable: true }) legalBasis!: LegalBasis | null;
  @Column('text') purpose!: string;
  @Column({ name: 'basis_obtained_on', type: 'date', nullable: true }) basisObtainedOn!: string | null;
  @Column({ name: 'expires_on', type: 'date', nullable: true }) expiresOn!: string | null;
  @Column({ type: 'text', default: 'active' }) state!: ListState;
  @Column({ name: 'record_count', type: 'integer', default: 0 }) recordCount!: number;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
