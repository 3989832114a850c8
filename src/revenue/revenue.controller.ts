import { Controller, Get, Header, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../libs/auth/auth.decorators';
import type { Viewer } from '../../libs/database/viewer';
import { TABLE_TYPES } from '../../libs/http/table-file';
import { OwnTransactions } from '../../libs/http/viewer.interceptor';
import {
  RevenueExportQueryDto,
  RevenueLinePageDto,
  RevenueLineQueryDto,
  RevenueSummaryDto,
  RevenueSummaryQueryDto,
} from './revenue.dto';
import { RevenueExportService } from './revenue-export.service';
import { RevenueService } from './revenue.service';

@ApiTags('revenue')
@Controller('revenue')
export class RevenueController {
  constructor(
    private readonly revenue: RevenueService,
    private readonly exports: RevenueExportService,
  ) {}

  @Get('summary')
  @Allow('revenue:read')
  @ZodResponse({ status: 200, type: RevenueSummaryDto })
  summary(@Query() query: RevenueSummaryQueryDto) {
    return this.revenue.summary(query);
  }

  @Get('lines')
  @Allow('revenue:read')
  @ZodResponse({ status: 200, type: RevenueLinePageDto })
  lines(@Query() query: RevenueLineQueryDto) {
    return this.revenue.lines(query);
  }

  /** The lines as a table that people open in a spreadsheet; headings in the reader's language. */
  @Get('export')
  @Allow('revenue:export')
  @OwnTransactions()
  @Header('cache-control', 'no-store')
  @ApiProduces(...Object.values(TABLE_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Query() { format, ...filter }: RevenueExportQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Headers('accept-language') accepted: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    response.setHeader('content-type', TABLE_TYPES[format]);
    response.setHeader('content-disposition', `attachment; filename="revenue.${format}"`);
    const language = /^en\b/i.test(accepted ?? '') ? 'en' : 'zh';
    await this.exports.write(viewer, filter, { format, language }, response);
  }
}
