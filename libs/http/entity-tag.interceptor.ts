import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Observable, tap } from 'rxjs';
import { entityTag, tagUnused, versionOfTag, versionsApart } from './entity-tag';
import { bodySchemaOf, perHandler, shapeOf } from './route-schemas';

/** Whether the handler's body says which version it changes. */
const takesVersion = perHandler((context) => {
  const body = bodySchemaOf(context.getClass(), context.getHandler().name);
  return body !== undefined && shapeOf(body)?.version !== undefined;
});

/**
 * Answers that tell a version carry it as `ETag`; `If-Match` of a write is the `version` of its body by another name.
 * Whether a cached answer still stands (`If-None-Match` → 304) is Express's to say, by the same tag.
 */
@Injectable()
export class EntityTagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const given = request.headers['if-match'];
    if (given !== undefined && request.method !== 'GET') {
      if (!takesVersion(context)) throw tagUnused();
      nameVersion(request, versionOfTag(given));
    }
    return next.handle().pipe(
      tap((answer: unknown) => {
        const version = (answer as { version?: unknown } | null | undefined)?.version;
        if (Number.isInteger(version) && !response.headersSent) {
          response.setHeader('ETag', entityTag(version as number, answer));
        }
      }),
    );
  }
}

function nameVersion(request: Request, version: number | undefined): void {
  if (version === undefined) return;
  const body = (request.body ?? {}) as { version?: unknown };
  if (body.version !== undefined && body.version !== version) throw versionsApart();
  request.body = { ...body, version };
}
