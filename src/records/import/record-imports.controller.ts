import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { CurrentViewer, SignedIn } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { ListParam } from '../list-fields.dto';
import {
  ApplyImportDto,
  detailsView,
  ImportMappingDto,
  ImportRowsDto,
  ImportRowsQueryDto,
  importView,
  RecordImportDetailsDto,
  RecordImportDto,
  RecordImportsDto,
  RecordImportsQueryDto,
  rowView,
} from './record-import.dto';
import { ImportTransfersService } from './import-transfers.service';
import { RecordImportsService } from './record-imports.service';

// A list's importer asks for its own permissions; an import is seen by its maker alone.
@ApiTags('record-imports')
@Controller()
export class RecordImportsController {
  constructor(
    private readonly imports: RecordImportsService,
    private readonly transfers: ImportTransfersService,
  ) {}

  /** Takes a CSV or XLSX file as the request's body and answers with its columns and what they may mean. */
  @Post('lists/:list/imports')
  @SignedIn()
  @OwnTransactions()
  @ApiConsumes('application/octet-stream')
  @ApiHeader({ name: 'x-file-name', description: "The file's name, percent-encoded", required: true })
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 201, type: RecordImportDetailsDto })
  async upload(@Param() { list }: ListParam, @CurrentViewer() viewer: Viewer, @Req() request: Request) {
    return detailsView(await this.transfers.receive(viewer, list, request));
  }

  /** The reader's last imports into a list. */
  @Get('record-imports')
  @SignedIn()
  @ZodResponse({ status: 200, type: RecordImportsDto })
  async recent(@Query() { list }: RecordImportsQueryDto) {
    return { items: (await this.imports.recent(list)).items.map(importView) };
  }

  @Get('record-imports/:id')
  @SignedIn()
  @ZodResponse({ status: 200, type: RecordImportDetailsDto })
  async get(@Param() { id }: IdParam) {
    return detailsView(await this.imports.details(id));
  }

  /** Says which column is what; what was checked before has to be checked again. */
  @Put('record-imports/:id/mapping')
  @SignedIn()
  @ZodResponse({ status: 200, type: RecordImportDetailsDto })
  async setMapping(@Param() { id }: IdParam, @Body() { mapping }: ImportMappingDto) {
    return detailsView(await this.imports.setMapping(id, mapping));
  }

  /** Starts the dry run: what each row would come to. Nothing is written. */
  @Post('record-imports/:id/check')
  @HttpCode(202)
  @SignedIn()
  @ZodResponse({ status: 202, type: RecordImportDto })
  async check(@Param() { id }: IdParam) {
    return importView(await this.imports.check(id));
  }

  /** Carries out what was checked; asked twice, it is done once. */
  @Post('record-imports/:id/apply')
  @HttpCode(202)
  @SignedIn()
  @ZodResponse({ status: 202, type: RecordImportDto })
  async apply(@Param() { id }: IdParam, @Body() body: ApplyImportDto) {
    return importView(await this.imports.apply(id, body));
  }

  /** Ends the import. What was written by then stays, and can be undone. */
  @Post('record-imports/:id/cancel')
  @HttpCode(200)
  @SignedIn()
  @ZodResponse({ status: 200, type: RecordImportDto })
  async cancel(@Param() { id }: IdParam) {
    return importView(await this.imports.cancel(id));
  }

  /** Takes new records away and gives old values back, where nobody changed them since. */
  @Post('record-imports/:id/undo')
  @HttpCode(202)
  @SignedIn()
  @ZodResponse({ status: 202, type: RecordImportDto })
  async undo(@Param() { id }: IdParam) {
    return importView(await this.imports.undo(id));
  }

  /** What each row would come to, or has come to. */
  @Get('record-imports/:id/rows')
  @SignedIn()
  @ZodResponse({ status: 200, type: ImportRowsDto })
  async rows(@Param() { id }: IdParam, @Query() { kind, after, limit }: ImportRowsQueryDto) {
    const { items, next } = await this.imports.rowsOf(id, kind ?? null, after, limit);
    return { items: items.map(rowView), next };
  }

  /** How far the import is, as server-sent events, until nothing is under way. */
  @Get('record-imports/:id/progress')
  @SignedIn()
  @OwnTransactions()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  progress(
    @Param() { id }: IdParam,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    return this.transfers.sendProgress(viewer, id, response);
  }

  /** The faulty rows as CSV: number and reason, then the row as it stood, to be corrected and sent in again. */
  @Get('record-imports/:id/faults')
  @SignedIn()
  @OwnTransactions()
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  faults(
    @Param() { id }: IdParam,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    return this.transfers.sendFaults(viewer, id, response);
  }
}
