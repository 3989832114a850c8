import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../libs/auth/auth.decorators';
import { PeoplePageDto, PeopleQueryDto } from './account.dto';
import { PeopleService } from './people.service';

@ApiTags('accounts')
@Controller('people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  /** Colleagues to choose an account's manager and team from: names and branches, nothing that administers. */
  @Get()
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: PeoplePageDto })
  page(@Query() query: PeopleQueryDto) {
    return this.people.page(query);
  }
}
