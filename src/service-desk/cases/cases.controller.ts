import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../../../libs/auth/auth.decorators';
import { IdParam } from '../../../libs/http/page.dto';
import { ReportsService } from '../reports/reports.service';
import {
  AnswerHandOverDto,
  CaseDto,
  CaseNoteDto,
  CasePageDto,
  CaseQueryDto,
  CaseStepDto,
  ChangeCaseDto,
  HandOverDto,
  OpenCaseDto,
  SaveReportDto,
} from './case.dto';
import { CaseListService } from './case-list.service';
import { CasePageService } from './case-page.service';
import { CaseStepsService } from './case-steps.service';
import { CasesService } from './cases.service';
import { HandOversService } from './hand-overs.service';

@ApiTags('service-desk')
@Controller('service-cases')
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly lists: CaseListService,
    private readonly pages: CasePageService,
    private readonly steps: CaseStepsService,
    private readonly handOvers: HandOversService,
    private readonly reports: ReportsService,
  ) {}

  @Get()
  @Allow('cases:read')
  @ZodResponse({ status: 200, type: CasePageDto })
  page(@Query() query: CaseQueryDto) {
    return this.lists.page(query);
  }

  @Get(':id')
  @Allow('cases:read')
  @ZodResponse({ status: 200, type: CaseDto })
  get(@Param() { id }: IdParam) {
    return this.pages.get(id);
  }

  /** Whoever opens a case owns it. */
  @Post()
  @Allow('cases:write')
  @ZodResponse({ status: 201, type: CaseDto })
  async open(@Body() body: OpenCaseDto) {
    return this.pages.get(await this.cases.open(body));
  }

  @Patch(':id')
  @Allow('cases:write')
  @ZodResponse({ status: 200, type: CaseDto })
  async change(@Param() { id }: IdParam, @Body() body: ChangeCaseDto) {
    await this.cases.change(id, body);
    return this.pages.get(id);
  }

  @Post(':id/steps')
  @Allow('cases:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: CaseDto })
  async step(@Param() { id }: IdParam, @Body() body: CaseStepDto) {
    await this.steps.step(id, body);
    return this.pages.get(id);
  }

  @Post(':id/notes')
  @Allow('cases:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: CaseDto })
  async note(@Param() { id }: IdParam, @Body() body: CaseNoteDto) {
    await this.steps.note(id, body);
    return this.pages.get(id);
  }

  /** The case stays with its owner until the other has accepted. */
  @Post(':id/hand-over')
  @Allow('cases:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: CaseDto })
  async offer(@Param() { id }: IdParam, @Body() body: HandOverDto) {
    await this.handOvers.offer(id, body);
    return this.pages.get(id);
  }

  @Post(':id/hand-over/answer')
  @Allow('cases:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: CaseDto })
  async answerOffer(@Param() { id }: IdParam, @Body() { accept }: AnswerHandOverDto) {
    await this.handOvers.answer(id, accept);
    return this.pages.get(id);
  }

  @Delete(':id/hand-over')
  @Allow('cases:write')
  @ZodResponse({ status: 200, type: CaseDto })
  async takeBack(@Param() { id }: IdParam) {
    await this.handOvers.takeBack(id);
    return this.pages.get(id);
  }

  /** The text for the client; once it is marked as sent it stays as it is. */
  @Put(':id/report')
  @Allow('cases:write')
  @ZodResponse({ status: 200, type: CaseDto })
  async saveReport(@Param() { id }: IdParam, @Body() body: SaveReportDto) {
    await this.reports.save(id, body);
    return this.pages.get(id);
  }
}
