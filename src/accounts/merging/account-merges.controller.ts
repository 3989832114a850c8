import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { AccountMergesService } from './account-merges.service';
import { AccountMergeDto, MergeAccountDto, MergesDto, UndoneAccountMergeDto } from './merge.dto';

@ApiTags('accounts')
@Controller()
export class AccountMergesController {
  constructor(private readonly merges: AccountMergesService) {}

  /** Another account becomes this one: everything that points at it comes here, and it is seen no more. */
  @Post('accounts/:id/merge')
  @HttpCode(200)
  @Allow('accounts:merge')
  @ZodResponse({ status: 200, type: AccountMergeDto })
  merge(@Param() { id }: IdParam, @Body() body: MergeAccountDto) {
    return this.merges.merge(id, body);
  }

  @Get('accounts/:id/merges')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: MergesDto })
  async into(@Param() { id }: IdParam) {
    return { items: await this.merges.into(id) };
  }

  /** Puts back what is still as the merge left it, and says what is not. */
  @Post('account-merges/:id/undo')
  @HttpCode(200)
  @Allow('accounts:merge')
  @ZodResponse({ status: 200, type: UndoneAccountMergeDto })
  undo(@Param() { id }: IdParam) {
    return this.merges.undo(id);
  }
}
