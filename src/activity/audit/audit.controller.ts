import { Controller, Get, Header, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Allow, CurrentViewer } from '../../../libs/auth/auth.decorators';
import type { Viewer } from '../../../libs/database/viewer';
import { streamProgress } from '../../../libs/http/progress-stream';
import { OwnTransactions } from '../../../libs/http/viewer.interceptor';
import { AuditFilterDto, AuditPageDto, AuditQueryDto, VerificationDto, VerifyQueryDto } from './audit.dto';
import { AuditService } from './audit.service';
import { VerifierService } from './verifier.service';

/** The work itself is between two looks, so there is nothing to wait for. */
const AT_ONCE = { lookMs: 0, quietMs: 15_000 };

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly verifier: VerifierService,
  ) {}

  @Get()
  @Allow('audit:read')
  @ZodResponse({ status: 200, type: AuditPageDto })
  page(@Query() query: AuditQueryDto) {
    return this.audit.page(query);
  }

  @Get('export')
  @Allow('audit:read')
  @OwnTransactions()
  @Header('cache-control', 'no-store')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Query() filter: AuditFilterDto,
    @CurrentViewer() viewer: Viewer,
    @Headers('accept-language') accepted: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    response.setHeader('content-type', 'text/csv; charset=utf-8');
    response.setHeader('content-disposition', 'attachment; filename="audit.csv"');
    await this.audit.csv(viewer, filter, /^en\b/i.test(accepted ?? '') ? 'en' : 'zh', response);
  }

  /** Recomputes the chain and tells how far it is, until it holds or the first place that does not. */
  @Get('verify')
  @Allow('audit:read')
  @OwnTransactions()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: VerificationDto })
  async verify(@Query() { fromSeq, toSeq }: VerifyQueryDto, @Res() response: Response): Promise<void> {
    const run = this.verifier.start(fromSeq, toSeq ?? null);
    await streamProgress(
      response,
      () => run.step(),
      ({ state }) => state !== 'running',
      AT_ONCE,
    );
  }
}
