import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import {
  AbsenceDto,
  AbsencePageDto,
  AbsenceQueryDto,
  ChangeAbsenceDto,
  RecordAbsenceDto,
} from './absence.dto';
import { AbsencesService } from './absences.service';

@ApiTags('service teams')
@Controller('absences')
export class AbsencesController {
  constructor(private readonly absences: AbsencesService) {}

  @Get()
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: AbsencePageDto })
  page(@Query() query: AbsenceQueryDto) {
    return this.absences.page(query);
  }

  @Post()
  @Allow('absences:write')
  @ZodResponse({ status: 201, type: AbsenceDto })
  record(@Body() body: RecordAbsenceDto) {
    return this.absences.record(body);
  }

  @Get(':id')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: AbsenceDto })
  get(@Param() { id }: IdParam) {
    return this.absences.get(id);
  }

  @Patch(':id')
  @Allow('absences:write')
  @ZodResponse({ status: 200, type: AbsenceDto })
  change(@Param() { id }: IdParam, @Body() body: ChangeAbsenceDto) {
    return this.absences.change(id, body);
  }

  /** Back early, or not gone at all. */
  @Delete(':id')
  @HttpCode(204)
  @Allow('absences:write')
  cancel(@Param() { id }: IdParam) {
    return this.absences.cancel(id);
  }
}
