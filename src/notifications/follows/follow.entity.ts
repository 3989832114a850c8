import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Followable } from '../rules/categories';

@Entity('follow')
@Unique('uq_follow', ['recordType', 'recordId', 'userId'])
@Index('ix_follow_user', ['userId', 'createdAt'])
export class Follow {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Column({ name: 'user_id', type: 'uuid' }) userId!: string;
  @Column({ name: 'record_type', type: 'text' }) recordType!: Followable;
  @Column({ name: 'record_id', type: 'uuid' }) recordId!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}
