import { CallHandler, ExecutionContext, Inject, Injectable, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../auth/auth.decorators';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import type { Viewer } from '../database/viewer';
import { opensOwnTransactions } from '../http/viewer.interceptor';
import {
  answerNotKept,
  idempotencyKey,
  keyReused,
  keyUnsupported,
  requestHash,
  stillRunning,
} from './idempotency-key';
import { type EarlierRequest, IdempotentRequests } from './idempotent-requests';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * `Idempotency-Key` on every write: what was done under a key is answered again, not done again
 * (draft-ietf-httpapi-idempotency-key-header). The key is taken in the transaction that does the work, so a request
 * that failed has left no trace and may be repeated. Left out are handlers with transactions of their own (uploads,
 * previews: what they do is not one transaction that the key could share) and public routes (there is no caller whose
 * key it could be).
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly requests: IdempotentRequests,
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const header = request.headers['idempotency-key'];
    if (header === undefined || !WRITES.has(request.method)) return next.handle();
    const key = idempotencyKey(String(header));
    const { viewer } = request;
    if (!viewer || opensOwnTransactions(this.reflector, context)) throw keyUnsupported();
    return from(this.once(context, next, viewer, key));
  }

  private async once(
    context: ExecutionContext,
    next: CallHandler,
    viewer: Viewer,
    key: string,
  ): Promise<unknown> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const { method, originalUrl: url, body, headers } = request;
    const asked = { method, url, body: body as unknown, ifMatch: headers['if-match'] };
    const hash = requestHash(this.config.hashKey, asked);
    const earlier = await this.requests.begin(viewer, key, hash);
    if (earlier) return repeat(earlier, hash, response);
    const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
    const text = answer === undefined ? null : JSON.stringify(answer);
    await this.requests.end(viewer, key, { status: response.statusCode, body: text });
    return answer;
  }
}

function repeat(earlier: EarlierRequest | 'busy', hash: Buffer, response: Response): unknown {
  if (earlier === 'busy') throw stillRunning();
  if (!earlier.requestHash.equals(hash)) throw keyReused();
  if (!earlier.answer) throw answerNotKept();
  response.status(earlier.answer.status);
  response.setHeader('Idempotency-Replayed', 'true');
  return earlier.answer.body === null ? undefined : JSON.parse(earlier.answer.body);
}
