import { pipeline } from 'node:stream/promises';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { IdParam } from '../../../libs/http/page.dto';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import {
  DocumentDto,
  DocumentPageDto,
  DocumentsQueryDto,
  FileQueryDto,
  NewDocumentQueryDto,
  NewVersionQueryDto,
  UpdateDocumentDto,
} from './document.dto';
import { DocumentsService, type Upload } from './documents.service';

const FILE_NAME = { name: 'x-file-name', description: 'The file’s name, percent-encoded', required: true };
const BINARY = { schema: { type: 'string', format: 'binary' } };

const uploadOf = (request: Request): Upload => ({ body: request, name: request.header('x-file-name') ?? '' });

@ApiTags('accounts')
@Controller()
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @Get('accounts/:id/documents')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: DocumentPageDto })
  ofAccount(@Param() { id }: IdParam, @Query() { removed }: DocumentsQueryDto) {
    return this.documents.ofAccount(id, removed);
  }

  /** Takes a PDF, PNG, JPEG or Office file as the request's body. */
  @Post('accounts/:id/documents')
  @Allow('accounts:write')
  @OwnTransactions()
  @ApiConsumes('application/octet-stream')
  @ApiHeader(FILE_NAME)
  @ApiBody(BINARY)
  @ZodResponse({ status: 201, type: DocumentDto })
  add(
    @Param() { id }: IdParam,
    @Query() query: NewDocumentQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
  ) {
    return this.documents.add(viewer, id, query, uploadOf(request));
  }

  @Get('account-documents/:id')
  @Allow('accounts:read')
  @ZodResponse({ status: 200, type: DocumentDto })
  get(@Param() { id }: IdParam) {
    return this.documents.get(id);
  }

  @Patch('account-documents/:id')
  @Allow('accounts:write')
  @ZodResponse({ status: 200, type: DocumentDto })
  update(@Param() { id }: IdParam, @Body() body: UpdateDocumentDto) {
    return this.documents.update(id, body);
  }

  /** Takes the document out of the list; its versions stay and can be downloaded. */
  @Delete('account-documents/:id')
  @HttpCode(204)
  @Allow('accounts:write')
  remove(@Param() { id }: IdParam) {
    return this.documents.remove(id);
  }

  @Post('account-documents/:id/versions')
  @Allow('accounts:write')
  @OwnTransactions()
  @ApiConsumes('application/octet-stream')
  @ApiHeader(FILE_NAME)
  @ApiBody(BINARY)
  @ZodResponse({ status: 201, type: DocumentDto })
  addVersion(
    @Param() { id }: IdParam,
    @Query() { note }: NewVersionQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
  ) {
    return this.documents.addVersion(viewer, id, note, uploadOf(request));
  }

  /** The file of one version, to be saved and not shown in place. */
  @Get('account-documents/:id/file')
  @Allow('accounts:read')
  @OwnTransactions()
  @ApiProduces('application/octet-stream')
  @ApiOkResponse(BINARY)
  async file(
    @Param() { id }: IdParam,
    @Query() { no }: FileQueryDto,
    @CurrentViewer() viewer: Viewer,
    @Res() response: Response,
  ): Promise<void> {
    const { file, content } = await this.documents.file(viewer, id, no);
    response.setHeader('content-type', file.mediaType);
    response.setHeader('content-length', file.sizeBytes);
    response.setHeader(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    );
    response.setHeader('cache-control', 'private, no-store');
    await pipeline(content, response);
  }
}
