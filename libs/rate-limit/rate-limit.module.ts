import { Global, Module } from '@nestjs/common';
import { RateBuckets } from './rate-buckets';
import { RateLimiter } from './rate-limiter';
import { RateSweeper } from './rate-sweeper';
import { RequestLimits } from './request-limits';

@Global()
@Module({
  providers: [RateBuckets, RateLimiter, RequestLimits, RateSweeper],
  exports: [RateLimiter, RequestLimits],
})
export class RateLimitModule {}
