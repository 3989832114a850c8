import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../../libs/auth/auth.decorators';
import { IdParam } from '../../../../libs/http/page.dto';
import {
  CellDto,
  CellQueryDto,
  SayDto,
  WhitespacePageDto,
  WhitespaceQueryDto,
  WhitespaceTotalsDto,
  WhitespaceTotalsQueryDto,
  WordDto,
} from './whitespace.dto';
import { WhitespaceService } from './whitespace.service';

@ApiTags('account plans')
@Controller()
export class WhitespaceController {
  constructor(private readonly whitespace: WhitespaceService) {}

  /** Product by account, for the account and everything below it. */
  @Get('accounts/:id/whitespace')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: WhitespacePageDto })
  grid(@Param() { id }: IdParam, @Query() query: WhitespaceQueryDto) {
    return this.whitespace.grid(id, query);
  }

  /** Over the whole tree, however much of it the grid shows. */
  @Get('accounts/:id/whitespace/totals')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: WhitespaceTotalsDto })
  totals(@Param() { id }: IdParam, @Query() { year }: WhitespaceTotalsQueryDto) {
    return this.whitespace.totals(id, year);
  }

  @Get('accounts/:id/whitespace/cell')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: CellDto })
  cell(@Param() { id }: IdParam, @Query() { product }: CellQueryDto) {
    return this.whitespace.cell(id, product);
  }

  @Post('accounts/:id/whitespace')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: WordDto })
  say(@Param() { id }: IdParam, @Body() body: SayDto) {
    return this.whitespace.say(id, body);
  }

  @Delete('account-whitespace/:id')
  @HttpCode(204)
  @Allow('accounts:write')
  async withdraw(@Param() { id }: IdParam): Promise<void> {
    await this.whitespace.withdraw(id);
  }
}
