import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { CurrentViewer, SignedIn } from '../../../libs/auth/auth.decorators';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { streamProgress } from '../../../libs/http/progress-stream';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { ListParam } from '../list-fields.dto';
import {
  ApplyBulkEditDto,
  BulkEditDto,
  BulkEditPreviewDto,
  BulkEditsDto,
  BulkEditsQueryDto,
  bulkEditSchema,
  PreviewBulkEditDto,
} from './bulk-edit.dto';
import { BulkEditsService } from './bulk-edits.service';

// A list's editor asks for its own permission; a bulk edit is seen by its maker alone.
@ApiTags('lists')
@Controller()
export class BulkEditsController {
  constructor(
    private readonly edits: BulkEditsService,
    private readonly database: Database,
  ) {}

  /** Lays down a change of many records and shows what it would do. Nothing is changed yet. */
  @Post('lists/:list/bulk-edits')
  @SignedIn()
  @ZodResponse({ status: 201, type: BulkEditPreviewDto })
  preview(@Param() { list }: ListParam, @Body() body: PreviewBulkEditDto) {
    return this.edits.preview(list, body);
  }

  /** The reader's last bulk edits of a list. */
  @Get('bulk-edits')
  @SignedIn()
  @ZodResponse({ status: 200, type: BulkEditsDto })
  recent(@Query() { list }: BulkEditsQueryDto) {
    return this.edits.recent(list);
  }

  @Get('bulk-edits/:id')
  @SignedIn()
  @ZodResponse({ status: 200, type: BulkEditDto })
  get(@Param() { id }: IdParam) {
    return this.edits.get(id);
  }

  /** Carries out what was previewed; asked twice, it is done once. */
  @Post('bulk-edits/:id/apply')
  @HttpCode(202)
  @SignedIn()
  @ZodResponse({ status: 202, type: BulkEditDto })
  apply(@Param() { id }: IdParam, @Body() { reason }: ApplyBulkEditDto) {
    return this.edits.apply(id, reason);
  }

  /** Gives back the values, where nobody changed them since. */
  @Post('bulk-edits/:id/undo')
  @HttpCode(202)
  @SignedIn()
  @ZodResponse({ status: 202, type: BulkEditDto })
  undo(@Param() { id }: IdParam) {
    return this.edits.undo(id);
  }

  /** How far the edit is, as server-sent events, until it is done or undone. */
  @Get('bulk-edits/:id/progress')
  @SignedIn()
  @OwnTransactions()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  progress(
    @Param() { id }: IdParam,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    const read = async () =>
      bulkEditSchema.parse(await this.database.asViewer(viewer, () => this.edits.get(id)));
    return streamProgress(response, read, ({ state }) => !['running', 'undoing'].includes(state));
  }
}
