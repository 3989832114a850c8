import {
  applyDecorators,
  CallHandler,
  ExecutionContext,
  Injectable,
  NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import { from, lastValueFrom, Observable } from 'rxjs';
import { Database } from '../database/database';
import type { Viewer } from '../database/viewer';
import { WITHOUT_IDEMPOTENCY } from './describe-conventions';

const OWN_TRANSACTIONS = 'http:own-transactions';

/**
 * The handler opens its own short transactions (uploads, downloads, server-sent events): it must not hold
 * the request's for as long as the client keeps the connection open.
 */
export const OwnTransactions = () =>
  applyDecorators(SetMetadata(OWN_TRANSACTIONS, true), ApiExtension(WITHOUT_IDEMPOTENCY, true));

/** Whether the handler of this request is marked {@link OwnTransactions}. */
export const opensOwnTransactions = (reflector: Reflector, context: ExecutionContext): boolean =>
  reflector.getAllAndOverride<boolean | undefined>(OWN_TRANSACTIONS, [
    context.getHandler(),
    context.getClass(),
  ]) === true;

/** Opens the request's one transaction as its viewer; the answer leaves after the commit. */
@Injectable()
export class ViewerInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { viewer } = context.switchToHttp().getRequest<Request & { viewer?: Viewer }>();
    if (!viewer || opensOwnTransactions(this.reflector, context)) return next.handle();
    return from(
      this.database.asViewer(viewer, () => lastValueFrom(next.handle(), { defaultValue: undefined })),
    );
  }
}
