import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, type AuthenticatedRequest, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { readBody } from '../../../libs/http/read-body';
import { IdParam } from '../../../libs/http/page.dto';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { artworkRefused } from '../mailings.errors';
import { ARTWORK_LIMIT_BYTES, ArtworkStore } from './artwork-store';
import {
  ArtworkDto,
  CopyStarterDto,
  DesignDto,
  DesignPageDto,
  DesignQueryDto,
  PreviewDesignDto,
  StarterParam,
  StarterDesignsDto,
  UpdateDesignDto,
} from './design.dto';
import { DesignsService } from './designs.service';
import { PreviewService } from './preview.service';

@ApiTags('designs')
@Controller('designs')
export class DesignsController {
  constructor(
    private readonly designs: DesignsService,
    private readonly previews: PreviewService,
    private readonly artwork: ArtworkStore,
  ) {}

  @Get()
  @Allow('designs:read')
  @ZodResponse({ status: 200, type: DesignPageDto })
  page(@Query() query: DesignQueryDto) {
    return this.designs.page(query);
  }

  @Get('starters')
  @Allow('designs:read')
  @ZodResponse({ status: 200, type: StarterDesignsDto })
  starters() {
    return this.designs.starters();
  }

  /** A starter with a made-up recipient, for the gallery. It changes with the program only. */
  @Get('starters/:starterId/preview')
  @Allow('designs:read')
  @OwnTransactions()
  @ApiProduces('application/pdf')
  async starterPreview(@Param() { starterId }: StarterParam, @Res() response: Response) {
    const { pdf } = await this.previews.starter(starterId);
    response.setHeader('cache-control', 'private, max-age=3600');
    response.type('application/pdf').send(pdf);
  }

  @Get(':id')
  @Allow('designs:read')
  @ZodResponse({ status: 200, type: DesignDto })
  get(@Param() { id }: IdParam) {
    return this.designs.get(id);
  }

  @Post()
  @Allow('designs:write')
  @ZodResponse({ status: 201, type: DesignDto })
  copy(@Body() body: CopyStarterDto) {
    return this.designs.copyStarter(body);
  }

  @Patch(':id')
  @Allow('designs:write')
  @ZodResponse({ status: 200, type: DesignDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateDesignDto) {
    return this.designs.update(id, body);
  }

  /** A PDF, JPEG or PNG as the request's body. The answer's hash goes into the design's `artwork`. */
  @Post('artwork')
  @Allow('designs:write')
  @OwnTransactions()
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ZodResponse({ status: 201, type: ArtworkDto })
  async upload(@Req() request: AuthenticatedRequest) {
    const bytes = await readBody(request, ARTWORK_LIMIT_BYTES, artworkRefused);
    return { sha256: await this.artwork.keep(bytes) };
  }

  /** The PDF of one record; findings stand in the header `x-findings` as JSON, for they name no person. */
  @Post('preview')
  @Allow('designs:read')
  @OwnTransactions()
  @HttpCode(200)
  @ApiProduces('application/pdf')
  async preview(@CurrentViewer() viewer: Viewer, @Body() body: PreviewDesignDto, @Res() response: Response) {
    const { pdf, findings } = await this.previews.preview(viewer, body);
    response.setHeader('x-findings', encodeURIComponent(JSON.stringify(findings)));
    response.setHeader('cache-control', 'no-store');
    response.type('application/pdf').send(pdf);
  }
}
