import { Controller, Get, Header, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { AccountQueryDto } from '../account.dto';
import { AccountExportService } from './account-export.service';

const CSV = 'text/csv; charset=utf-8';

@ApiTags('accounts')
@Controller('accounts/export')
export class AccountExportController {
  constructor(private readonly exports: AccountExportService) {}

  /** The list, with the profile and additional fields, as CSV; headings in the reader's language. */
  @Get()
  @Allow('accounts:export')
  @OwnTransactions()
  @Header('cache-control', 'no-store')
  @ApiProduces(CSV)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Query() query: AccountQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Headers('accept-language') accepted: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    response.setHeader('content-type', CSV);
    response.setHeader('content-disposition', 'attachment; filename="accounts.csv"');
    await this.exports.csv(viewer, query, /^en\b/i.test(accepted ?? '') ? 'en' : 'zh', response);
  }
}
