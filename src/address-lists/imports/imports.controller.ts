import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { ImportDto, ImportPageDto, importView, MappingDto, PreviewDto } from './import.dto';
import { ImportTransfers } from './import-transfers';
import { ImportsService } from './imports.service';
import { PreviewService } from './preview.service';

@ApiTags('list-imports')
@Controller()
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly previews: PreviewService,
    private readonly transfers: ImportTransfers,
  ) {}

  /** Takes the file as the request's body and answers with its shape and a guessed mapping. */
  @Post('address-lists/:id/imports')
  @Allow('lists:write')
  @OwnTransactions()
  @ApiConsumes('text/csv', 'application/octet-stream')
  @ApiHeader({ name: 'x-file-name', description: "The file's name, percent-encoded", required: true })
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 201, type: ImportDto })
  async upload(@Param() { id }: IdParam, @CurrentViewer() viewer: Viewer, @Req() request: Request) {
    return importView(await this.transfers.receive(viewer, id, request));
  }

  @Get('address-lists/:id/imports')
  @Allow('lists:read')
  @ZodResponse({ status: 200, type: ImportPageDto })
  async ofList(@Param() { id }: IdParam) {
    const items = (await this.imports.ofList(id)).map(importView);
    return { items, nextCursor: null, total: items.length };
  }

  @Get('list-imports/:id')
  @Allow('lists:read')
  @ZodResponse({ status: 200, type: ImportDto })
  async get(@Param() { id }: IdParam) {
    return importView(await this.imports.get(id));
  }

  /** The first rows with the verdict on each; nothing is imported. */
  @Get('list-imports/:id/preview')
  @Allow('lists:write')
  @OwnTransactions()
  @ZodResponse({ status: 200, type: PreviewDto })
  preview(@Param() { id }: IdParam, @CurrentViewer() viewer: Viewer) {
    return this.previews.preview(viewer, id);
  }

  @Put('list-imports/:id/mapping')
  @Allow('lists:write')
  @ZodResponse({ status: 200, type: ImportDto })
  async setMapping(@Param() { id }: IdParam, @Body() mapping: MappingDto) {
    return importView(await this.imports.setMapping(id, mapping));
  }

  @Post('list-imports/:id/start')
  @HttpCode(202)
  @Allow('lists:write')
  @ZodResponse({ status: 202, type: ImportDto })
  async start(@Param() { id }: IdParam) {
    return importView(await this.imports.start(id));
  }

  @Post('list-imports/:id/cancel')
  @HttpCode(200)
  @Allow('lists:write')
  @ZodResponse({ status: 200, type: ImportDto })
  async cancel(@Param() { id }: IdParam) {
    return importView(await this.imports.cancel(id));
  }

  /** The import as server-sent events, each as it changes, until it has ended. */
  @Get('list-imports/:id/progress')
  @Allow('lists:read')
  @OwnTransactions()
  @ApiProduces('text/event-stream')
  progress(@Param() { id }: IdParam, @CurrentViewer() viewer: Viewer, @Res() response: Response) {
    return this.transfers.sendProgress(viewer, id, response);
  }

  /** The rejected rows as CSV: row number, reason, the row untouched. */
  @Get('list-imports/:id/rejects')
  @Allow('addresses:read')
  @OwnTransactions()
  @ApiProduces('text/csv')
  rejects(@Param() { id }: IdParam, @CurrentViewer() viewer: Viewer, @Res() response: Response) {
    return this.transfers.sendRejects(viewer, id, response);
  }
}
