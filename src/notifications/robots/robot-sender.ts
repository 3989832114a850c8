import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { OutgoingError } from '../../../libs/outgoing-http/outgoing-errors';
import { OutgoingHttp } from '../../../libs/outgoing-http/outgoing-http';
import { UnsealError, unseal } from '../../../libs/sealed/sealed-text';
import type { Message } from '../deliveries/message';
import type { Outcome } from '../deliveries/outcome';
import { robotOutcome } from './robot-answers';
import { hostsOf, type RobotKind, robotRequest } from './robot-messages';
import { RobotsRepository } from './robots.repository';

/** What a robot's address and secret are sealed for. */
export const ROBOT_SEAL = 'chat-robot';

export interface OpenRobot {
  kind: RobotKind;
  language: 'zh' | 'en';
  /** Null when they cannot be read: they were sealed with another key. */
  keys: { address: string; secret: string | null } | null;
}

/** Nothing is sent until somebody changes the address or what is allowed. */
const FINAL = new Set([
  'outgoing.url-invalid',
  'outgoing.not-https',
  'outgoing.host-refused',
  'outgoing.address-refused',
]);

/** Puts a message to a robot's service. */
@Injectable()
export class RobotSender {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly robots: RobotsRepository,
    private readonly http: OutgoingHttp,
  ) {}

  /** As a viewer who may administer robots. */
  async open(robotId: string): Promise<OpenRobot> {
    const { kind, language, addressSealed, secretSealed } = await this.robots.sealed(robotId);
    const { hashKey } = this.config;
    try {
      const address = unseal(hashKey, ROBOT_SEAL, addressSealed);
      const secret = secretSealed && unseal(hashKey, ROBOT_SEAL, secretSealed);
      return { kind, language, keys: { address, secret } };
    } catch (error) {
      if (error instanceof UnsealError) return { kind, language, keys: null };
      throw error;
    }
  }

  async send({ kind, keys }: OpenRobot, message: Message): Promise<Outcome> {
    if (!keys) return { state: 'given-up', code: 'robot.sealed' };
    const { url, body } = robotRequest(kind, keys.address, keys.secret, message, Date.now());
    try {
      const answer = await this.http.send({
        url,
        body,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        allowedHosts: hostsOf(kind, this.config.robotHosts),
        timeoutMs: 10_000,
      });
      const outcome = robotOutcome(kind, answer.status, answer.body);
      if (outcome.ok) return { state: 'sent' };
      return { state: outcome.again ? 'failed' : 'given-up', code: outcome.code };
    } catch (error) {
      return faultOf(error);
    }
  }
}

function faultOf(error: unknown): Outcome {
  if (!(error instanceof OutgoingError)) throw error;
  const { code } = error;
  if (FINAL.has(code)) return { state: 'given-up', code };
  return { state: error.mayHaveArrived ? 'unknown' : 'failed', code };
}
