import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { containsPattern } from '../../../libs/database/like';
import { type ListSource, readPage } from '../../../libs/database/list-page';
import { saveVersion } from '../../../libs/database/save-version';
import type { DeliveryState } from '../deliveries/delivery-states';
import { robotNotFound } from '../notifications.errors';
import { ChatRobot } from './chat-robot.entity';
import type { RobotQueryDto } from './robot.dto';

export type RobotRow = Omit<
  ChatRobot,
  'addressSealed' | 'secretSealed' | 'createdBy' | 'createdAt' | 'updatedAt'
> & {
  branchName: string;
  signed: boolean;
  lastState: DeliveryState | null;
  lastError: string | null;
  lastTriedAt: Date | null;
};

export type NewRobot = Omit<ChatRobot, 'id' | 'active' | 'version' | 'createdAt' | 'updatedAt'>;

type Sealed = Pick<ChatRobot, 'kind' | 'language' | 'addressSealed' | 'secretSealed'>;

const LIST: ListSource = {
  columns: `r.id, r.branch_id AS "branchId", b.name AS "branchName", r.name, r.kind, r.host, r.hint,
    r.secret_sealed IS NOT NULL AS signed, r.categories, r.below, r.mode, r.digest_hour AS "digestHour",
    r.quiet_from AS "quietFrom", r.quiet_to AS "quietTo", r.urgent_passes AS "urgentPasses", r.language, r.active,
    r.version, l.state AS "lastState", l.error_code AS "lastError", l.tried_at AS "lastTriedAt"`,
  from: `FROM chat_robot r JOIN branch b ON b.id = r.branch_id LEFT JOIN LATERAL (
    SELECT d.state, d.error_code, d.tried_at FROM notification_delivery d
    WHERE d.robot_id = r.id AND d.tried_at IS NOT NULL ORDER BY d.created_at DESC LIMIT 1) l ON true`,
  countFrom: 'FROM chat_robot r',
  filter: '($1::text IS NULL OR r.name ILIKE $1) AND ($2::uuid IS NULL OR r.id = $2)',
  sortColumns: {
    name: { expression: 'r.name COLLATE "zh-x-icu"', type: 'text' },
    createdAt: { expression: 'r.created_at', type: 'timestamptz' },
  },
  defaultSort: '-createdAt',
  idColumn: 'r.id',
};

@Injectable()
export class RobotsRepository {
  constructor(private readonly database: Database) {}

  page(query: RobotQueryDto): Promise<Page<RobotRow>> {
    return readPage(this.database.manager, LIST, query, [containsPattern(query.q), null]);
  }

  async byId(id: string): Promise<RobotRow | undefined> {
    const { items } = await readPage<RobotRow>(this.database.manager, LIST, { limit: 1 }, [null, id]);
    return items[0];
  }

  /** @throws AppError `not-found` */
  async sealed(id: string): Promise<Sealed> {
    const found = await this.database.manager.findOne(ChatRobot, {
      where: { id },
      select: { kind: true, language: true, addressSealed: true, secretSealed: true },
    });
    if (!found) throw robotNotFound();
    return found;
  }

  async insert(robot: NewRobot): Promise<string> {
    const result = await this.database.manager.insert(ChatRobot, robot);
    return (result.identifiers[0] as { id: string }).id;
  }

  /** @throws AppError `record.stale` */
  update(id: string, version: number, change: Partial<ChatRobot>): Promise<void> {
    return saveVersion(this.database.manager, ChatRobot, id, version, change);
  }

  async remove(id: string): Promise<void> {
    await this.database.manager.delete(ChatRobot, { id });
  }

  /** Puts a test message to the robot, due now. */
  async insertTest(deliveryId: string, robotId: string): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO notification_delivery (id, channel, robot_id, mode, urgent, state, due_at, caused_by)
       VALUES ($1, 'robot', $2, 'test', true, 'pending', now(), app_user_id())`,
      [deliveryId, robotId],
    );
  }
}
