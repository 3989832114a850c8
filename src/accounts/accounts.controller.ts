import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../libs/auth/auth.decorators';
import { IdParam } from '../../libs/http/page.dto';
import {
  AccountPageDto,
  AccountProfileDto,
  AccountQueryDto,
  CreateAccountDto,
  ReviewAccountDto,
  UpdateAccountDto,
} from './account.dto';
import { AccountsService } from './accounts.service';
import { AccountCandidatesDto, TypedAccountDto } from './duplicates/account-duplicate.dto';
import { AccountDuplicatesService } from './duplicates/account-duplicates.service';
import { AccountListService } from './list/account-list.service';

@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly list: AccountListService,
    private readonly duplicates: AccountDuplicatesService,
  ) {}

  @Get()
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: AccountPageDto })
  page(@Query() query: AccountQueryDto) {
    return this.list.page(query);
  }

  @Get(':id')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: AccountProfileDto })
  get(@Param() { id }: IdParam) {
    return this.accounts.profile(id);
  }

  @Post()
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: AccountProfileDto })
  create(@Body() body: CreateAccountDto) {
    return this.accounts.create(body);
  }

  /** Which accounts may be the one that is typed. A body, because what is known of a firm does not belong in an address. */
  @Post('duplicates')
  @HttpCode(200)
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: AccountCandidatesDto })
  async candidates(@Body() { id, ...typed }: TypedAccountDto) {
    return { items: await this.duplicates.candidates(typed, id) };
  }

  @Patch(':id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: AccountProfileDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateAccountDto) {
    return this.accounts.update(id, body);
  }

  /** Says that the profile was looked at and is current. */
  @Post(':id/review')
  @HttpCode(200)
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: AccountProfileDto })
  review(@Param() { id }: IdParam, @Body() body: ReviewAccountDto) {
    return this.accounts.review(id, body);
  }
}
