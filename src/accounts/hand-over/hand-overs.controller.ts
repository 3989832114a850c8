import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { ChecklistService } from './checklist.service';
import {
  AcknowledgeDto,
  AddCheckDto,
  HandOverDto,
  HandOversDto,
  PackQueryDto,
  PromisesDto,
  RecordHandOverDto,
  TickCheckDto,
  WaitingHandOversDto,
} from './hand-over.dto';
import { HandOversService } from './hand-overs.service';
import { PackService } from './pack.service';

@ApiTags('service teams')
@Controller()
export class HandOversController {
  constructor(
    private readonly handOvers: HandOversService,
    private readonly packs: PackService,
    private readonly checklist: ChecklistService,
  ) {}

  @Get('accounts/:id/hand-overs')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: HandOversDto })
  ofAccount(@Param() { id }: IdParam) {
    return this.handOvers.ofAccount(id);
  }

  /** What is open at the account: what a hand-over has to speak of. */
  @Get('accounts/:id/promises')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: PromisesDto })
  promises(@Param() { id }: IdParam) {
    return this.handOvers.promises(id);
  }

  @Post('accounts/:id/hand-overs')
  @Allow('accounts:write')
  @ZodResponse({ status: 201, type: HandOverDto })
  record(@Param() { id }: IdParam, @Body() body: RecordHandOverDto) {
    return this.handOvers.record(id, body);
  }

  /** Handed to whoever asks, and not confirmed yet. */
  @Get('hand-overs/waiting')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: WaitingHandOversDto })
  waiting() {
    return this.handOvers.waiting();
  }

  /** Another line for the checklist. */
  @Post('hand-overs/:id/items')
  @Allow('accounts:read')
  @ZodResponse({ status: 201, type: HandOverDto })
  addCheck(@Param() { id }: IdParam, @Body() { title }: AddCheckDto) {
    return this.checklist.add(id, title);
  }

  @Post('hand-over-items/:id/tick')
  @HttpCode(200)
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: HandOverDto })
  tick(@Param() { id }: IdParam, @Body() { done }: TickCheckDto) {
    return this.checklist.tick(id, done);
  }

  @Delete('hand-over-items/:id')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: HandOverDto })
  removeCheck(@Param() { id }: IdParam) {
    return this.checklist.remove(id);
  }

  @Post('hand-overs/:id/acknowledge')
  @HttpCode(200)
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: HandOverDto })
  acknowledge(@Param() { id }: IdParam, @Body() { openReason }: AcknowledgeDto) {
    return this.handOvers.acknowledge(id, openReason);
  }

  /** Profile, open promises, people and history of the account as an A4 document. */
  @Get('accounts/:id/hand-over-pack')
  @Allow('accounts:read')
  @OwnTransactions()
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pack(
    @Param() { id }: IdParam,
    @Query() query: PackQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    const { fileName, content } = await this.packs.make(viewer, id, query);
    response.setHeader('content-type', 'application/pdf');
    response.setHeader('content-length', content.length);
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`);
    response.setHeader('cache-control', 'private, no-store');
    response.end(content);
  }
}
