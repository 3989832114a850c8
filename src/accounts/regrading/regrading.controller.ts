import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import {
  CreateTierRuleDto,
  DecideDto,
  ProposeTierDto,
  TierProposalDto,
  TierProposalPageDto,
  TierProposalQueryDto,
  TierRuleDto,
  TierRulePageDto,
  TierRunDto,
  UpdateTierRuleDto,
  WaitingTierDto,
} from './regrading.dto';
import { RegradingService } from './regrading.service';

@ApiTags('accounts')
@Controller()
export class RegradingController {
  constructor(private readonly regrading: RegradingService) {}

  @Get('account-tier-rules')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: TierRulePageDto })
  rules() {
    return this.regrading.rules();
  }

  @Post('account-tier-rules')
  @Allow('accounts:admin')
  @ZodResponse({ status: 201, type: TierRuleDto })
  addRule(@Body() body: CreateTierRuleDto) {
    return this.regrading.addRule(body);
  }

  @Patch('account-tier-rules/:id')
  @Allow('accounts:admin')
  @ZodResponse({ status: 200, type: TierRuleDto })
  changeRule(@Param() { id }: IdParam, @Body() body: UpdateTierRuleDto) {
    return this.regrading.changeRule(id, body);
  }

  @Get('account-tier-proposals')
  @Allow('accounts:approve')
  @ZodResponse({ status: 200, type: TierProposalPageDto })
  proposals(@Query() query: TierProposalQueryDto) {
    return this.regrading.page(query);
  }

  /** Another tier for an account, for a leader to decide. */
  @Post('account-tier-proposals')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: TierProposalDto })
  propose(@Body() body: ProposeTierDto) {
    return this.regrading.propose(body);
  }

  @Get('accounts/:id/tier-proposal')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: WaitingTierDto })
  waiting(@Param() { id }: IdParam) {
    return this.regrading.waitingOf(id);
  }

  /** Holds every account in reach against the rule of its branch, by the revenue of twelve months. */
  @Post('account-tier-proposals/runs')
  @HttpCode(200)
  @Allow('accounts:approve')
  @ZodResponse({ status: 200, type: TierRunDto })
  run() {
    return this.regrading.run();
  }

  @Post('account-tier-proposals/:id/approve')
  @HttpCode(200)
  @Allow('accounts:approve')
  @ZodResponse({ status: 200, type: TierProposalDto })
  approve(@Param() { id }: IdParam, @Body() { note }: DecideDto) {
    return this.regrading.approve(id, note);
  }

  @Post('account-tier-proposals/:id/reject')
  @HttpCode(200)
  @Allow('accounts:approve')
  @ZodResponse({ status: 200, type: TierProposalDto })
  reject(@Param() { id }: IdParam, @Body() { note }: DecideDto) {
    return this.regrading.reject(id, note);
  }
}
