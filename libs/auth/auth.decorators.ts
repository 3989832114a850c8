import { applyDecorators, createParamDecorator, ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Viewer } from '../database/viewer';
import { WITHOUT_IDEMPOTENCY } from '../http/describe-conventions';

export const PUBLIC = 'auth:public';
export const PERMISSION = 'auth:permission';

/** Anybody may call this route, logged in or not. */
export const Public = () =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiExtension(WITHOUT_IDEMPOTENCY, true));

/** The caller must hold `permission`. A route with neither this nor `@Public`/`@SignedIn` answers 403 to all. */
export const Allow = (permission: string) => SetMetadata(PERMISSION, permission);

/** Anybody who is logged in may call this route. */
export const SignedIn = () => SetMetadata(PERMISSION, '*');

/** What the guard attaches to a request it let through. */
export interface AuthenticatedRequest extends Request {
  viewer?: Viewer;
  sessionId?: string;
  csrfToken?: string;
}

/** The viewer of this request, for handlers that open their own transactions. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<AuthenticatedRequest>().viewer;
});
