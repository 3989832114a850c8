import { Controller, Get, Header, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../libs/auth/auth.decorators';
import type { Viewer } from '../../libs/database/viewer';
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

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

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
  @ApiProduces(MEDIA_TYPES.csv, MEDIA_TYPES.xlsx)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Query() { format, ...filter }: RevenueExportQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Headers('accept-language') accepted: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    response.setHeader('content-type', MEDIA_TYPES[format]);
    response.setHeader('content-disposition', `attachment; filename="revenue.${format}"`);
    await this.exports[format](viewer, filter, /^en\b/i.test(accepted ?? '') ? 'en' : 'zh', response);
  }
}
