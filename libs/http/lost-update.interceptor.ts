import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Request } from 'express';
import { catchError, from, type Observable } from 'rxjs';
import { LostUpdateError } from './app-error';
import { conflictOf } from './lost-update';
import { argumentsOf, perHandler, readerOf, responseSchemaOf } from './route-schemas';

type Reader = (...values: unknown[]) => Promise<unknown>;

const readerFor = perHandler((context) => readerOf(context.getClass(), context.getHandler()));

/**
 * Adds both versions to the refusal of a lost update. The record is read by the route that anybody reads it by, as
 * the caller and in the same transaction, so that it tells no more than the caller may see.
 */
@Injectable()
export class LostUpdateInterceptor implements NestInterceptor {
  constructor(private readonly modules: ModuleRef) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof LostUpdateError) || error.conflict) throw error;
        return from(this.withBothVersions(context));
      }),
    );
  }

  /** Rejects, always: with the refusal, or as reading the record does (it may be out of sight by now). */
  private async withBothVersions(context: ExecutionContext): Promise<never> {
    const request = context.switchToHttp().getRequest<Request>();
    throw new LostUpdateError(conflictOf(await this.current(context, request.params), request.body));
  }

  private async current(
    context: ExecutionContext,
    params: Request['params'],
  ): Promise<Record<string, unknown> | null> {
    const name = readerFor(context);
    if (!name) return null;
    const controller = this.modules.get<Record<string, Reader>>(context.getClass(), { strict: false });
    const values: unknown[] = [];
    for (const { index, property } of argumentsOf(context.getClass(), name)) {
      values[index] = property ? params[property] : params;
    }
    const answer = await controller[name]!(...values);
    return responseSchemaOf(controller[name]!)!.parse(answer) as Record<string, unknown>;
  }
}
