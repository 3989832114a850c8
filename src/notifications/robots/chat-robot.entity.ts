import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';
import type { GroupCategory } from '../rules/categories';
import type { RobotKind } from './robot-messages';

/** The robot of a group chat, and what a branch has it tell there. */
@Entity('chat_robot')
export class ChatRobot {
  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' }) id!: string;
  @Index('ix_chat_robot_branch') @Column({ name: 'branch_id', type: 'uuid' }) branchId!: string;
  @Column('text') name!: string;
  @Column('text') kind!: RobotKind;
  /** The address holds the robot's key, so it is as secret as the secret. */
  @Column({ name: 'address_sealed', type: 'bytea', select: false }) addressSealed!: Buffer;
  @Column({ name: 'secret_sealed', type: 'bytea', nullable: true, select: false })
  secretSealed!: Buffer | null;
  @Column('text') host!: string;
  /** End of the address, to know it by. */
  @Column('text') hint!: string;
  @Column({ type: 'text', array: true }) categories!: GroupCategory[];
  /** Whether it tells of the branches below as well. */
  @Column('boolean') below!: boolean;
  @Column('text') mode!: 'at-once' | 'digest';
  @Column({ name: 'digest_hour', type: 'smallint' }) digestHour!: number;
  @Column({ name: 'quiet_from', type: 'smallint', nullable: true }) quietFrom!: number | null;
  @Column({ name: 'quiet_to', type: 'smallint', nullable: true }) quietTo!: number | null;
  @Column({ name: 'urgent_passes', type: 'boolean' }) urgentPasses!: boolean;
  @Column('text') language!: 'zh' | 'en';
  @Column({ type: 'boolean', default: true }) active!: boolean;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @VersionColumn({ type: 'integer', default: 1 }) version!: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}
