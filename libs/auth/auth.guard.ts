import { CanActivate, ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Viewer, ViewerOrigin } from '../database/viewer';
import { AppError } from '../http/app-error';
import { RequestLimits } from '../rate-limit/request-limits';
import { AuthenticatedRequest, PERMISSION, PUBLIC } from './auth.decorators';

/** Who a request is from, as far as its credentials say. */
export interface Identity {
  viewer: Viewer;
  /** Set for a browser session, absent for an API key. */
  session?: { id: string; csrfToken: string };
}

/** The product's identity feature answers who a session cookie or API key belongs to. */
export interface Authenticator {
  bySessionToken(token: string): Promise<Identity | null>;
  byApiKey(key: string): Promise<Identity | null>;
}

export const AUTHENTICATOR = Symbol('AUTHENTICATOR');
export const SESSION_COOKIE = 'hongyan_session';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

const sessionRequired = () =>
  new AppError('session.required', 401, { zh: '请先登录。', en: 'Log in first.' });
const csrfMismatch = () =>
  new AppError('session.csrf', 403, {
    zh: '页面已过期，请刷新后重试。',
    en: 'This page is out of date. Reload it and try again.',
  });
const permissionMissing = () =>
  new AppError('permission.missing', 403, {
    zh: '您没有此项权限，请联系管理员。',
    en: 'You do not have this permission. Ask your administrator.',
  });

/** Denies by default: a route opens only by `@Public`, `@SignedIn` or `@Allow`. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const isPublic = this.reflector.getAllAndOverride<boolean>(PUBLIC, targets) === true;
    const identity = isPublic ? null : await this.identify(request);
    // Whose request it is decides whose limit it counts against; a wrong key counts against the address.
    await this.limits.count(request, identity?.viewer ?? null);
    if (isPublic) return true;
    if (!identity) throw sessionRequired();
    if (identity.session && !SAFE_METHODS.has(request.method)) {
      if (request.headers['x-csrf-token'] !== identity.session.csrfToken) throw csrfMismatch();
    }
    const permission = this.reflector.getAllAndOverride<string | undefined>(PERMISSION, targets);
    if (!permission) throw permissionMissing();
    if (permission !== '*' && !identity.viewer.permissions.includes(permission)) throw permissionMissing();
    request.viewer = { ...identity.viewer, origin: this.originOf(identity, request) };
    request.sessionId = identity.session?.id;
    request.csrfToken = identity.session?.csrfToken;
    return true;
  }

  private originOf({ viewer, session }: Identity, { id }: AuthenticatedRequest): ViewerOrigin {
    const requestId = typeof id === 'string' ? id : undefined;
    return { via: session ? 'session' : 'api-key', ...viewer.origin, requestId };
  }

  private identify(request: AuthenticatedRequest): Promise<Identity | null> {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return this.authenticator.byApiKey(bearer);
    const token = (request.cookies as Record<string, string> | undefined)?.[SESSION_COOKIE];
    return token ? this.authenticator.bySessionToken(token) : Promise.resolve(null);
  }
}
