import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { FindingQueryDto } from '../batches/batch.dto';
import { PrintedFilesService } from '../printing/printed-files.service';
import {
  MakeGoodsDto,
  PrintedFileQueryDto,
  RecordSpoilageDto,
  SpoilagePageDto,
  SpoilageRecordedDto,
  SpoilageUndoneDto,
  UndoSpoilageDto,
} from './spoilage.dto';
import { SpoilageService } from './spoilage.service';

@ApiTags('batches')
@Controller('batches/:id')
export class SpoilageController {
  constructor(
    private readonly spoilage: SpoilageService,
    private readonly files: PrintedFilesService,
  ) {}

  @Get('spoilage')
  @Allow('batches:read')
  @ZodResponse({ status: 200, type: SpoilagePageDto })
  page(@Param() { id }: IdParam, @Query() query: FindingQueryDto) {
    return this.spoilage.page(id, query);
  }

  /** All of the pieces or, when one of them is wrong, none. Sent again it changes nothing. */
  @Post('spoilage')
  @Allow('batches:print')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: SpoilageRecordedDto })
  record(@Param() { id }: IdParam, @Body() body: RecordSpoilageDto) {
    return this.spoilage.record(id, body);
  }

  @Post('spoilage/undo')
  @Allow('batches:print')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: SpoilageUndoneDto })
  undo(@Param() { id }: IdParam, @Body() { seqs }: UndoSpoilageDto) {
    return this.spoilage.undo(id, seqs);
  }

  @Get('make-goods')
  @Allow('batches:read')
  @ZodResponse({ status: 200, type: MakeGoodsDto })
  makeGoods(@Param() { id }: IdParam) {
    return this.spoilage.makeGoodsOf(id);
  }

  /** A printed file of the batch, for the batch's own print floor: `?chunkNo=3`; make-goods are numbered on. */
  @Get('file')
  @Allow('addresses:read')
  @OwnTransactions()
  @ApiProduces('application/pdf')
  file(
    @CurrentViewer() viewer: Viewer,
    @Param() { id }: IdParam,
    @Query() { chunkNo }: PrintedFileQueryDto,
    @Res() response: Response,
  ): Promise<void> {
    return this.files.send(viewer, id, chunkNo, response);
  }
}
