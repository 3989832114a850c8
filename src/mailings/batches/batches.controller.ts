import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { streamProgress } from '../../../libs/http/progress-stream';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { FindingsService } from '../printing/findings.service';
import { PrintingService } from '../printing/printing.service';
import {
  BatchDto,
  BatchPageDto,
  BatchProgressDto,
  BatchQueryDto,
  CreateBatchDto,
  FindingPageDto,
  FindingQueryDto,
  ProofQueryDto,
} from './batch.dto';
import { isAtRest } from './batch-states';
import { BatchesService } from './batches.service';
import { ProofsService } from './proofs.service';

@ApiTags('batches')
@Controller('batches')
export class BatchesController {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchesService,
    private readonly proofs: ProofsService,
    private readonly printing: PrintingService,
    private readonly findings: FindingsService,
  ) {}

  @Get()
  @Allow('batches:read')
  @ZodResponse({ status: 200, type: BatchPageDto })
  page(@Query() query: BatchQueryDto) {
    return this.batches.page(query);
  }

  @Post()
  @Allow('batches:prepare')
  @ZodResponse({ status: 201, type: BatchDto })
  create(@Body() body: CreateBatchDto) {
    return this.batches.create(body);
  }

  @Get(':id')
  @Allow('batches:read')
  @ZodResponse({ status: 200, type: BatchDto })
  get(@Param() { id }: IdParam) {
    return this.batches.get(id);
  }

  @Post(':id/freeze')
  @Allow('batches:prepare')
  @HttpCode(202)
  @ZodResponse({ status: 202, type: BatchDto })
  freeze(@Param() { id }: IdParam) {
    return this.batches.freeze(id);
  }

  /** Chosen pieces as they will be printed, watermarked: `?pieces=1,250,4711`. */
  @Get(':id/proof')
  @Allow('addresses:read')
  @OwnTransactions()
  @ApiProduces('application/pdf')
  async proof(
    @CurrentViewer() viewer: Viewer,
    @Param() { id }: IdParam,
    @Query() { pieces }: ProofQueryDto,
    @Res() response: Response,
  ): Promise<void> {
    const pdf = await this.proofs.proof(viewer, id, pieces);
    response.setHeader('cache-control', 'no-store');
    response.type('application/pdf').send(pdf);
  }

  @Post(':id/approve')
  @Allow('batches:approve')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: BatchDto })
  approve(@Param() { id }: IdParam) {
    return this.batches.approve(id);
  }

  @Post(':id/print')
  @Allow('batches:print')
  @HttpCode(202)
  @ZodResponse({ status: 202, type: BatchDto })
  print(@Param() { id }: IdParam) {
    return this.printing.print(id);
  }

  @Post(':id/cancel')
  @Allow('batches:prepare')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: BatchDto })
  cancel(@Param() { id }: IdParam) {
    return this.batches.cancel(id);
  }

  @Get(':id/findings')
  @Allow('batches:read')
  @ZodResponse({ status: 200, type: FindingPageDto })
  heldOut(@Param() { id }: IdParam, @Query() query: FindingQueryDto) {
    return this.findings.page(id, query);
  }

  @Get(':id/status')
  @Allow('batches:read')
  @ZodResponse({ status: 200, type: BatchProgressDto })
  status(@Param() { id }: IdParam) {
    return this.batches.progress(id);
  }

  /** The same, as events until the batch waits for somebody. */
  @Get(':id/progress')
  @Allow('batches:read')
  @OwnTransactions()
  @ApiProduces('text/event-stream')
  progress(
    @CurrentViewer() viewer: Viewer,
    @Param() { id }: IdParam,
    @Res() response: Response,
  ): Promise<void> {
    const read = () => this.database.asViewer(viewer, () => this.batches.progress(id));
    return streamProgress(response, read, ({ state }) => isAtRest(state));
  }
}
