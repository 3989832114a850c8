import { Controller, Get, Header, Headers, Param, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { decoded } from '../imports/import-transfers';
import { AddressRecordsService } from './address-records.service';
import { RecordPageDto, RecordQueryDto } from './record.dto';

@ApiTags('address-lists')
@Controller('address-lists/:id/records')
export class AddressRecordsController {
  constructor(private readonly records: AddressRecordsService) {}

  /** Masked, unless asked for in full. */
  @Get()
  @Allow('lists:read')
  @OwnTransactions()
  @Header('cache-control', 'no-store')
  @ApiHeader({
    name: 'x-reason',
    description: 'Why addresses are needed in full, percent-encoded',
    required: false,
  })
  @ZodResponse({ status: 200, type: RecordPageDto })
  page(
    @Param() { id }: IdParam,
    @Query() query: RecordQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Headers('x-reason') reason: string | undefined,
  ) {
    return this.records.page(viewer, id, query, decoded(reason));
  }
}
