import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { GroupDto, GroupQueryDto } from './group.dto';
import { GroupsService } from './groups.service';

@ApiTags('accounts')
@Controller('accounts/:id/group')
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  /** One level of the group below an account, rolled up over everything underneath. */
  @Get()
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: GroupDto })
  get(@Param() { id }: IdParam, @Query() { year }: GroupQueryDto) {
    return this.groups.ofAccount(id, year);
  }
}
