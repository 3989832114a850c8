import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { PairDecisionDto, PairPageDto, PairQueryDto } from './duplicate-pair.dto';
import { DuplicatePairsService } from './duplicate-pairs.service';

@ApiTags('duplicates')
@Controller()
export class DuplicatePairsController {
  constructor(private readonly pairs: DuplicatePairsService) {}

  /** Accounts that may be one, the likeliest first. */
  @Get('account-duplicates')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: PairPageDto })
  accounts(@Query() query: PairQueryDto) {
    return this.pairs.page('account', query);
  }

  @Get('contact-duplicates')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: PairPageDto })
  contacts(@Query() query: PairQueryDto) {
    return this.pairs.page('contact', query);
  }

  /** They are two, and are not shown as one again. */
  @Post('account-duplicates')
  @HttpCode(204)
  @Allow('accounts:write')
  decideAccounts(@Body() body: PairDecisionDto) {
    return this.pairs.decide('account', body);
  }

  @Post('contact-duplicates')
  @HttpCode(204)
  @Allow('accounts:write')
  decideContacts(@Body() body: PairDecisionDto) {
    return this.pairs.decide('contact', body);
  }
}
