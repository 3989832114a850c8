import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import type { Viewer } from '../../../libs/database/viewer';
import { fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent, type RecordEventInput } from '../../../libs/events/record-event';
import type { Sentence } from '../../../libs/http/app-error';
import { OutgoingHttp } from '../../../libs/outgoing-http/outgoing-http';
import { seal } from '../../../libs/sealed/sealed-text';
import { BranchesService } from '../../identity/branches/branches.service';
import { DelivererService } from '../deliveries/deliverer.service';
import { robotAddressWrong, robotBusy, robotNotFound, robotTestFailed } from '../notifications.errors';
import type { ChatRobot } from './chat-robot.entity';
import { ROBOT_FAULTS, type RobotFault } from './robot-answers';
import type { CreateRobotDto, RobotQueryDto, UpdateRobotDto } from './robot.dto';
import { fitsKind, hostsOf, type RobotKind } from './robot-messages';
import { ROBOT_SEAL } from './robot-sender';
import { type RobotRow, RobotsRepository } from './robots.repository';

const HINT_LENGTH = 4;
const CHANGEABLE = [
  'name',
  'categories',
  'below',
  'mode',
  'digestHour',
  'quietFrom',
  'quietTo',
  'urgentPasses',
  'language',
  'active',
] as const;

/** Robots of group chats, by whoever administers the branch. Address and secret go in and never come out. */
@Injectable()
export class RobotsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly robots: RobotsRepository,
    private readonly branches: BranchesService,
    private readonly http: OutgoingHttp,
    private readonly deliverer: DelivererService,
    private readonly events: EventEmitter2,
  ) {}

  page(query: RobotQueryDto): Promise<Page<RobotRow>> {
    return this.robots.page(query);
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<RobotRow> {
    const found = await this.robots.byId(id);
    if (!found) throw robotNotFound();
    return found;
  }

  /** @throws AppError `chat-robot.address-wrong`, `outgoing.*` */
  async create({ address, secret, branchId, ...input }: CreateRobotDto): Promise<RobotRow> {
    const { viewer } = this.database;
    const branch = await this.branches.get(branchId ?? viewer.branchId);
    const id = await this.robots.insert({
      ...input,
      ...this.sealedAddress(input.kind, address),
      secretSealed: this.sealed(secret),
      branchId: branch.id,
      createdBy: viewer.userId,
    });
    const created = await this.get(id);
    await this.tell('created', created);
    return created;
  }

  /** @throws AppError `not-found`, `record.stale`, `chat-robot.address-wrong`, `outgoing.*` */
  async update(id: string, { version, address, secret, ...input }: UpdateRobotDto): Promise<RobotRow> {
    const before = await this.get(id);
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const change: Partial<ChatRobot> = { ...given };
    if (address !== undefined) Object.assign(change, this.sealedAddress(before.kind, address));
    if (secret !== undefined) change.secretSealed = this.sealed(secret);
    await this.robots.update(id, version, change);
    const after = await this.get(id);
    const changes = fieldChanges<RobotRow>(before, given, CHANGEABLE);
    for (const field of ['address', 'secret'].filter((_, at) => [address, secret][at] !== undefined)) {
      changes.push({ field, from: null, to: null });
    }
    await this.tell('changed', after, { changes });
    return after;
  }

  async remove(id: string): Promise<void> {
    const before = await this.get(id);
    await this.robots.remove(id);
    await this.tell('removed', before);
  }

  /**
   * Sends a test message now, counted like every other. Opens its own transactions: no connection is held while the
   * service answers.
   *
   * @throws AppError `not-found`, `chat-robot.busy`, `chat-robot.test-failed` with what the service said
   */
  async test(viewer: Viewer, id: string): Promise<{ sentAt: Date }> {
    const deliveryId = randomUUID();
    await this.database.asViewer(viewer, async () => {
      await this.get(id);
      await this.robots.insertTest(deliveryId, id);
    });
    const outcome = await this.deliverer.deliver(deliveryId);
    if (!outcome) throw robotBusy();
    if (outcome.state !== 'sent') throw robotTestFailed(faultSentence(outcome.code));
    return { sentAt: new Date() };
  }

  private sealedAddress(
    kind: RobotKind,
    address: string,
  ): Pick<ChatRobot, 'addressSealed' | 'host' | 'hint'> {
    const gateways = this.config.robotHosts;
    const url = this.http.check(address, hostsOf(kind, gateways));
    if (!fitsKind(kind, url, gateways)) throw robotAddressWrong();
    return {
      addressSealed: seal(this.config.hashKey, ROBOT_SEAL, url.toString()),
      host: url.hostname,
      hint: address.slice(-HINT_LENGTH),
    };
  }

  private sealed(secret: string | null): Buffer | null {
    return secret === null ? null : seal(this.config.hashKey, ROBOT_SEAL, secret);
  }

  private async tell(
    verb: string,
    { id, branchId, name, kind, host }: RobotRow,
    more: Pick<RecordEventInput, 'changes'> = {},
  ): Promise<void> {
    const subject = { type: 'chat-robot', id };
    const facts = { name, service: kind, host };
    const event = new RecordEvent({ kind: `chat-robot.${verb}`, branchId, subject, facts, ...more });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}

const NOT_REACHED: Sentence = {
  zh: '无法连接平台，请检查网络。',
  en: 'The service could not be reached. Check the network.',
};
const NOT_READABLE: Sentence = {
  zh: '保存的地址已无法读取（系统密钥已更换），请重新填写地址和密钥。',
  en: 'The stored address cannot be read any more (the system’s key was changed). Enter address and secret again.',
};

function faultSentence(code: string): Sentence {
  if (code === 'robot.sealed') return NOT_READABLE;
  return ROBOT_FAULTS[code as RobotFault] ?? NOT_REACHED;
}
