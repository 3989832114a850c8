import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import type { Viewer } from '../database/viewer';
import { AppError } from '../http/app-error';
import { RateLimiter } from './rate-limiter';
import { perMinute, rateHeaders, type RatePolicy } from './rate-policy';

const tooMany = (seconds: number) => {
  const zh = `请求过于频繁，请 ${seconds} 秒后再试。`;
  const en = `Too many requests. Try again in ${seconds} seconds.`;
  return new AppError('request.too-many', 429, { zh, en }, [], seconds);
};

/** The limit of each user, of each API key, and of each address that has neither. */
@Injectable()
export class RequestLimits {
  private readonly user: RatePolicy;
  private readonly key: RatePolicy;
  private readonly anonymous: RatePolicy;

  constructor(
    private readonly limiter: RateLimiter,
    @Inject(CONFIG) config: Config,
  ) {
    this.user = perMinute('user', config.RATE_LIMIT_PER_MINUTE);
    this.key = perMinute('api-key', config.RATE_LIMIT_PER_MINUTE);
    this.anonymous = perMinute('address', config.RATE_LIMIT_ANONYMOUS_PER_MINUTE);
  }

  /**
   * Counts a request and says in the answer's headers where its caller stands.
   *
   * @throws AppError `request.too-many`, 429, with the seconds to wait
   */
  async count(request: Request, viewer: Viewer | null): Promise<void> {
    const [policy, subject] = this.whose(request, viewer);
    if (policy.capacity === 0) return;
    const stand = await this.limiter.take(policy, subject);
    request.res?.set(rateHeaders(stand));
    if (!stand.allowed) throw tooMany(stand.seconds);
  }

  private whose(request: Request, viewer: Viewer | null): [RatePolicy, string] {
    if (!viewer) return [this.anonymous, request.ip ?? ''];
    const apiKey = viewer.origin?.apiKeyId;
    return apiKey ? [this.key, apiKey] : [this.user, viewer.userId];
  }
}
