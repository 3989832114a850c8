import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Authenticator, Identity } from '../../../libs/auth/auth.guard';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { RecordEvent } from '../../../libs/events/record-event';
import { AppError } from '../../../libs/http/app-error';
import { RateLimiter } from '../../../libs/rate-limit/rate-limiter';
import type { RatePolicy } from '../../../libs/rate-limit/rate-policy';
import { permissionsOf } from '../permissions';
import { verifyNobody, verifyPassword } from '../password';
import type { SessionDto } from './session.dto';
import { Credentials, KnownViewer, SessionsRepository } from './sessions.repository';
import { Turns } from './turns';

/** Five wrong passwords at once, then one every three minutes. */
const EMAIL_TRIES: RatePolicy = { name: 'log-in', capacity: 5, perSecond: 5 / 900 };
/** One address may be a whole office behind a gateway: it gets ten times the tries. */
const ADDRESS_TRIES: RatePolicy = { name: 'log-in-address', capacity: 50, perSecond: 50 / 900 };

const wrongCredentials = () =>
  new AppError('session.wrong-credentials', 401, {
    zh: '邮箱或密码不正确，请重新输入。',
    en: 'The e-mail or password is not right. Enter them again.',
  });
const tooManyFailures = (seconds: number) => {
  const minutes = Math.ceil(seconds / 60);
  const zh = `密码错误次数过多，请 ${minutes} 分钟后再试，或联系管理员重置密码。`;
  const en = `Too many wrong passwords. Try again in ${minutes} minutes, or ask your administrator for a new password.`;
  return new AppError('session.too-many-failures', 429, { zh, en }, [], seconds);
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

@Injectable()
export class SessionsService implements Authenticator {
  private readonly turns = new Turns();

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly events: EventEmitter2,
    private readonly limiter: RateLimiter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Tries for one e-mail, and from one address, take turns: sent all at once they would all be let through before
   * the first had failed.
   *
   * @returns the opaque session token for the cookie; only its hash is stored
   */
  logIn(email: string, password: string, address: string): Promise<string> {
    return this.turns.take(`address:${address}`, () =>
      this.turns.take(`email:${email}`, () => this.tryLogIn(email, password, address)),
    );
  }

  private async tryLogIn(email: string, password: string, address: string): Promise<string> {
    await this.spendTry(EMAIL_TRIES, email);
    await this.spendTry(ADDRESS_TRIES, address);
    const credentials = await this.database.asSystem(() => this.sessions.credentials(email));
    const right = credentials
      ? await verifyPassword(credentials.password_hash, password)
      : await verifyNobody(password);
    if (!credentials || !right) {
      await this.database.asSystem(() => this.tell('session.refused', credentials));
      throw wrongCredentials();
    }
    // Only wrong ones count.
    await this.limiter.forget(EMAIL_TRIES, email);
    this.limiter.giveBack(ADDRESS_TRIES, address);
    const token = randomBytes(32).toString('base64url');
    await this.database.asSystem(async () => {
      const csrfToken = randomBytes(24).toString('base64url');
      await this.sessions.create(credentials.id, sha256(token), csrfToken, this.config.SESSION_HOURS);
      await this.tell('session.started', credentials);
    });
    return token;
  }

  private async spendTry(policy: RatePolicy, subject: string): Promise<void> {
    const { allowed, seconds } = await this.limiter.take(policy, subject);
    if (!allowed) throw tooManyFailures(seconds);
  }

  /** What was typed for an e-mail that nobody has is not kept: it may be anything, a password too. */
  private async tell(kind: string, credentials: Credentials | undefined): Promise<void> {
    if (!credentials) return;
    const subject = { type: 'user', id: credentials.id };
    const event = new RecordEvent({ kind, branchId: credentials.branch_id, subject });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  /** Ends the session; an API key has none to end. */
  async logOut(sessionId: string | undefined): Promise<void> {
    if (sessionId) await this.sessions.delete(sessionId);
  }

  async bySessionToken(token: string): Promise<Identity | null> {
    const known = await this.sessions.viewerOfSession(sha256(token));
    if (!known) return null;
    return { viewer: viewerOf(known), session: { id: known.session_id, csrfToken: known.csrf_token } };
  }

  async byApiKey(key: string): Promise<Identity | null> {
    const known = await this.database.asSystem(() => this.sessions.viewerOfApiKey(sha256(key)));
    if (!known) return null;
    const viewer = viewerOf(known);
    const permissions = viewer.permissions.filter((p) => known.scopes.includes(p));
    return { viewer: { ...viewer, permissions, origin: { via: 'api-key', apiKeyId: known.key_id } } };
  }

  /** What a signed-in page needs to know about its user. */
  async describe(viewer: Viewer, csrfToken: string): Promise<SessionDto> {
    const row = await this.sessions.describe(viewer.userId);
    return {
      user: { id: row.id!, name: row.name!, email: row.email!, locale: row.locale as 'zh-CN' | 'en' },
      branch: {
        id: row.branch_id!,
        code: row.branch_code!,
        name: row.branch_name!,
        level: row.branch_level!,
      },
      roles: row.roles,
      permissions: [...viewer.permissions],
      csrfToken,
    };
  }

  setLocale(viewer: Viewer, locale: string): Promise<void> {
    return this.sessions.setLocale(viewer.userId, locale);
  }
}

function viewerOf(known: KnownViewer): Viewer {
  return {
    userId: known.user_id,
    branchId: known.branch_id,
    branchIds: known.branch_ids,
    permissions: permissionsOf(known.roles),
  };
}
