import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentViewer, SignedIn } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { TABLE_TYPES } from '../../../libs/http/table-file';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { ListParam } from '../list-fields.dto';
import { ListExportQueryDto } from './list-export.dto';
import { ListExportService } from './list-export.service';

@ApiTags('lists')
@Controller('lists/:list/export')
export class ListExportController {
  constructor(private readonly exports: ListExportService) {}

  /** The list as it is looked at, as a file; headings in the reader's language. Takes the list's own permission. */
  @Get()
  @SignedIn()
  @OwnTransactions()
  @Header('cache-control', 'no-store')
  @ApiProduces(...Object.values(TABLE_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Param() { list }: ListParam,
    @Query() query: ListExportQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Headers('accept-language') accepted: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const write = await this.exports.prepare(
      viewer,
      list,
      query,
      /^en\b/i.test(accepted ?? '') ? 'en' : 'zh',
    );
    response.setHeader('content-type', TABLE_TYPES[query.format]);
    response.setHeader('content-disposition', `attachment; filename="${list}.${query.format}"`);
    await write(response);
  }
}
