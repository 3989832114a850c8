import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { InfluenceService } from './influence.service';
import { AccountPeopleDto, CoverageDto, ReplaceInfluenceDto } from './position.dto';

@ApiTags('contacts')
@Controller('accounts')
export class AccountPeopleController {
  constructor(private readonly influence: InfluenceService) {}

  @Get(':id/people')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: AccountPeopleDto })
  people(@Param() { id }: IdParam) {
    return this.influence.people(id);
  }

  @Put(':id/influence')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: AccountPeopleDto })
  replace(@Param() { id }: IdParam, @Body() body: ReplaceInfluenceDto) {
    return this.influence.replace(id, body);
  }

  @Get(':id/coverage')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: CoverageDto })
  coverage(@Param() { id }: IdParam) {
    return this.influence.coverage(id);
  }
}
