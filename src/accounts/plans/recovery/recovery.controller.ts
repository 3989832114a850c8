import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../../libs/database/viewer';
import { IdParam } from '../../../../libs/http/page.dto';
import { OwnTransactions } from '../../../../libs/http/viewer.interceptor';
import { DeclineService } from './decline.service';
import {
  CreateThresholdDto,
  DeclineCheckDto,
  RecoveryDto,
  RecoveryPageDto,
  RecoveryQueryDto,
  StepRecoveryDto,
  ThresholdDto,
  ThresholdPageDto,
  UpdateRecoveryDto,
  UpdateThresholdDto,
} from './recovery.dto';
import { RecoveryService } from './recovery.service';
import { ThresholdsService } from './thresholds.service';

@ApiTags('recovery plans')
@Controller()
export class RecoveryController {
  constructor(
    private readonly recoveries: RecoveryService,
    private readonly decline: DeclineService,
    private readonly thresholds: ThresholdsService,
  ) {}

  @Get('recovery-plans')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: RecoveryPageDto })
  page(@Query() query: RecoveryQueryDto) {
    return this.recoveries.page(query);
  }

  @Get('recovery-plans/:id')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: RecoveryDto })
  get(@Param() { id }: IdParam) {
    return this.recoveries.get(id);
  }

  @Patch('recovery-plans/:id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: RecoveryDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateRecoveryDto) {
    return this.recoveries.update(id, body);
  }

  @Post('recovery-plans/:id/steps')
  @HttpCode(200)
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: RecoveryDto })
  step(@Param() { id }: IdParam, @Body() body: StepRecoveryDto) {
    return this.recoveries.step(id, body);
  }

  /** Holds every account in reach against the year before, now instead of tonight. */
  @Post('decline-checks')
  @HttpCode(200)
  @OwnTransactions()
  @Allow('accounts:approve')
  @ZodResponse({ status: 200, type: DeclineCheckDto })
  check(@CurrentViewer() viewer: Viewer) {
    return this.decline.checkAll(viewer);
  }

  @Get('decline-thresholds')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: ThresholdPageDto })
  all() {
    return this.thresholds.all();
  }

  @Post('decline-thresholds')
  @Allow('accounts:admin')
  @ZodResponse({ status: 201, type: ThresholdDto })
  add(@Body() body: CreateThresholdDto) {
    return this.thresholds.add(body);
  }

  @Patch('decline-thresholds/:id')
  @Allow('accounts:admin')
  @ZodResponse({ status: 200, type: ThresholdDto })
  change(@Param() { id }: IdParam, @Body() body: UpdateThresholdDto) {
    return this.thresholds.update(id, body);
  }

  @Delete('decline-thresholds/:id')
  @HttpCode(204)
  @Allow('accounts:admin')
  async remove(@Param() { id }: IdParam): Promise<void> {
    await this.thresholds.remove(id);
  }
}
