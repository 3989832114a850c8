import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../../libs/auth/auth.decorators';
import { IdParam } from '../../../../libs/http/page.dto';
import { HealthDto, HealthPageDto, HealthQueryDto } from './health.dto';
import { HealthService } from './health.service';

@ApiTags('account plans')
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Accounts by their health, the least healthy first. */
  @Get('account-health')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: HealthPageDto })
  page(@Query() query: HealthQueryDto) {
    return this.health.page(query);
  }

  @Get('accounts/:id/health')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: HealthDto })
  ofAccount(@Param() { id }: IdParam) {
    return this.health.ofAccount(id);
  }

  /** Counts it now instead of tonight. */
  @Post('accounts/:id/health')
  @HttpCode(200)
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: HealthDto })
  count(@Param() { id }: IdParam) {
    return this.health.count(id);
  }
}
