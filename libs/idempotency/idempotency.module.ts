import { Global, Module } from '@nestjs/common';
import { IdempotencySweeper } from './idempotency-sweeper';
import { IdempotentRequests } from './idempotent-requests';

@Global()
@Module({ providers: [IdempotentRequests, IdempotencySweeper], exports: [IdempotentRequests] })
export class IdempotencyModule {}
