import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentViewer, SignedIn } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { TABLE_TYPES } from '../../../libs/http/table-file';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { ListParam } from '../list-fields.dto';
import { ImportTemplateQueryDto } from './record-import.dto';
import { ImportTransfersService } from './import-transfers.service';

@ApiTags('record-imports')
@Controller('lists/:list/import-template')
export class ImportTemplateController {
  constructor(private readonly transfers: ImportTransfersService) {}

  /** A file with every column that can be imported and one made-up row; headings in the reader's language. */
  @Get()
  @SignedIn()
  @OwnTransactions()
  @Header('cache-control', 'no-store')
  @ApiProduces(...Object.values(TABLE_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  template(
    @Param() { list }: ListParam,
    @Query() { format }: ImportTemplateQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Headers('accept-language') accepted: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const language = /^en\b/i.test(accepted ?? '') ? 'en' : 'zh';
    return this.transfers.sendTemplate(viewer, { list, format, language }, response);
  }
}
