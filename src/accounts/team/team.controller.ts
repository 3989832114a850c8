import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { ReplaceTeamDto, TeamDto, TeamHistoryDto } from './team.dto';
import { TeamService } from './team.service';

@ApiTags('service teams')
@Controller('accounts/:id/team')
export class TeamController {
  constructor(private readonly teams: TeamService) {}

  @Get()
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: TeamDto })
  get(@Param() { id }: IdParam) {
    return this.teams.get(id);
  }

  @Put()
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: TeamDto })
  replace(@Param() { id }: IdParam, @Body() { version, members }: ReplaceTeamDto) {
    return this.teams.replace(id, version, members);
  }

  @Get('history')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: TeamHistoryDto })
  history(@Param() { id }: IdParam) {
    return this.teams.history(id);
  }
}
