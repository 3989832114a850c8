import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../../libs/auth/auth.decorators';
import { IdParam } from '../../../../libs/http/page.dto';
import { ActionsService } from './actions.service';
import {
  ActionDto,
  ActionPageDto,
  ActionQueryDto,
  CreateActionDto,
  CreateRiskDto,
  RiskDto,
  RiskPageDto,
  UpdateActionDto,
  UpdateRiskDto,
} from './risk.dto';
import { RisksService } from './risks.service';

@ApiTags('account plans')
@Controller()
export class RisksController {
  constructor(
    private readonly risks: RisksService,
    private readonly actions: ActionsService,
  ) {}

  @Get('accounts/:id/risks')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: RiskPageDto })
  ofAccount(@Param() { id }: IdParam) {
    return this.risks.ofAccount(id);
  }

  @Post('accounts/:id/risks')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: RiskDto })
  add(@Param() { id }: IdParam, @Body() body: CreateRiskDto) {
    return this.risks.add(id, body);
  }

  @Patch('account-risks/:id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: RiskDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateRiskDto) {
    return this.risks.update(id, body);
  }

  @Get('account-actions')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: ActionPageDto })
  page(@Query() query: ActionQueryDto) {
    return this.actions.page(query);
  }

  @Post('accounts/:id/actions')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: ActionDto })
  addAction(@Param() { id }: IdParam, @Body() body: CreateActionDto) {
    return this.actions.add(id, body);
  }

  @Patch('account-actions/:id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: ActionDto })
  updateAction(@Param() { id }: IdParam, @Body() body: UpdateActionDto) {
    return this.actions.update(id, body);
  }
}
