import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
import { pick, recordOf, selectionOf } from './field-selection';
import { perHandler, responseSchemaOf } from './route-schemas';

const answerOf = perHandler((context) => {
  const schema = responseSchemaOf(context.getHandler());
  return schema && recordOf(schema);
});

/**
 * `?fields=id,name,branch.code` on every GET that answers JSON: only these fields of the record, or of each record of
 * a list, are sent. Works on what the answer's schema let through, so that it can only take away.
 */
@Injectable()
export class SparseFieldsInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const { fields } = request.query;
    if (request.method !== 'GET' || fields === undefined || fields === '') return next.handle();
    const answer = answerOf(context);
    if (!answer) return next.handle();
    const selection = selectionOf(typeof fields === 'string' ? fields : '', answer.record);
    return next.handle().pipe(
      map((value: object) => {
        if (!answer.isList) return pick(value, selection);
        return { ...value, items: pick((value as { items: unknown }).items, selection) };
      }),
    );
  }
}
