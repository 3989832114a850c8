import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { ViewersService } from '../../identity/sessions/viewers.service';
import { RobotSender } from '../robots/robot-sender';
import { ROBOT_LIMIT } from '../robots/robot-messages';
import { atOnce } from '../rules/delivery-times';
import { SettingsRepository } from '../settings/settings.repository';
import { type Claimable, DeliveriesRepository } from './deliveries.repository';
import { MOST_ATTEMPTS, pauseAfter } from './delivery-states';
import { mailOf } from './mail-text';
import { Mailer } from './mailer';
import { messageOf, testMessage } from './message';
import type { Outcome } from './outcome';

/**
 * Sends one message: it is marked as being sent and that is committed before anything leaves, so that it leaves once
 * however often it is asked for. What it says is read as its receiver, at the moment it goes.
 */
@Injectable()
export class DelivererService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly viewers: ViewersService,
    private readonly deliveries: DeliveriesRepository,
    private readonly settings: SettingsRepository,
    private readonly mailer: Mailer,
    private readonly robots: RobotSender,
  ) {}

  /** @returns how it ended; null when it was not its time, or somebody else is at it */
  async deliver(deliveryId: string): Promise<Outcome | null> {
    const claimed = await this.database.asSystem(() => this.claim(deliveryId));
    if (!claimed) return null;
    const outcome = await this.send(claimed);
    await this.database.asSystem(() => this.end(claimed, outcome));
    return outcome;
  }

  private async claim(id: string): Promise<Claimable | null> {
    const delivery = await this.deliveries.lock(id);
    if (delivery?.abandoned) {
      await this.deliveries.end(id, delivery.attempts, { state: 'unknown', code: 'delivery.abandoned' });
    }
    if (!delivery?.due) return null;
    const later = await this.mustWait(delivery);
    if (later) {
      const state = later.quiet ? 'held' : delivery.state;
      await this.deliveries.put(id, state, later.until);
      return null;
    }
    return { ...delivery, attempts: await this.deliveries.claim(id) };
  }

  private async mustWait(delivery: Claimable): Promise<{ until: Date; quiet: boolean } | null> {
    const hours = delivery.mode === 'at-once' ? await this.deliveries.hoursOf(delivery) : undefined;
    if (hours) {
      const now = new Date();
      const until = atOnce(now, hours, delivery.urgent);
      if (until > now) return { until, quiet: true };
    }
    if (!delivery.robotId) return null;
    await this.deliveries.lockRobot(delivery.robotId);
    const until = await this.deliveries.robotFreeAt(delivery.robotId, ROBOT_LIMIT);
    return until && { until, quiet: false };
  }

  private send(delivery: Claimable): Promise<Outcome> {
    return delivery.robotId ? this.sendToRobot(delivery, delivery.robotId) : this.sendMail(delivery);
  }

  private async sendMail({ id, userId, mode }: Claimable): Promise<Outcome> {
    const viewer = await this.viewers.ofUser(userId!);
    if (!viewer) return { state: 'cancelled', code: 'delivery.nobody' };
    const mail = await this.database.asViewer(viewer, async () => {
      const items = await this.deliveries.items(id);
      const receiver = await this.settings.receiver();
      const chosen = await this.settings.ofViewer();
      const language = chosen?.language ?? (receiver.locale === 'en' ? 'en' : 'zh');
      if (items.length === 0) return null;
      const message = messageOf(items, language, this.config.publicUrl, mode === 'digest');
      return { ...mailOf(message), to: { name: receiver.name, address: receiver.email }, id };
    });
    return mail ? this.mailer.send(mail) : { state: 'cancelled', code: 'delivery.read-meanwhile' };
  }

  private async sendToRobot({ id, mode }: Claimable, robotId: string): Promise<Outcome> {
    const place = await this.database.asSystem(() => this.deliveries.robot(robotId));
    if (!place || (!place.active && mode !== 'test')) return { state: 'cancelled', code: 'delivery.nobody' };
    const viewer: Viewer = await this.viewers.ofJob(place.branchId, place.createdBy, [
      'chat-robots:admin',
      'accounts:read',
    ]);
    const { robot, message } = await this.database.asViewer(viewer, async () => {
      const opened = await this.robots.open(robotId);
      const { publicUrl } = this.config;
      if (mode === 'test') return { robot: opened, message: testMessage(opened.language, publicUrl) };
      const items = await this.deliveries.items(id);
      if (items.length === 0) return { robot: opened, message: null };
      return { robot: opened, message: messageOf(items, opened.language, publicUrl, mode === 'digest') };
    });
    return message ? this.robots.send(robot, message) : { state: 'cancelled', code: 'delivery.out-of-sight' };
  }

  private async end({ id, attempts, mode }: Claimable, outcome: Outcome): Promise<void> {
    if (outcome.state !== 'failed') return this.deliveries.end(id, attempts, outcome);
    const last = attempts >= MOST_ATTEMPTS || mode === 'test';
    await this.deliveries.end(id, attempts, last ? { ...outcome, state: 'given-up' } : outcome);
    if (!last) await this.deliveries.put(id, 'failed', new Date(Date.now() + pauseAfter(attempts)));
  }
}
