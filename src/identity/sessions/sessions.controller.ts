import { Body, Controller, Delete, Get, HttpCode, Inject, Ip, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { type AuthenticatedRequest, Public, SignedIn } from '../../../libs/auth/auth.decorators';
import { SESSION_COOKIE } from '../../../libs/auth/auth.guard';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import { LocaleDto, LogInDto, SessionDto } from './session.dto';
import { SessionsService } from './sessions.service';

@ApiTags('session')
@Controller('session')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @ZodResponse({ status: 200, type: SessionDto })
  async logIn(@Body() body: LogInDto, @Ip() ip: string, @Res({ passthrough: true }) response: Response) {
    const token = await this.sessions.logIn(body.email, body.password, ip);
    response.cookie(SESSION_COOKIE, token, this.cookie());
    const identity = (await this.sessions.bySessionToken(token))!;
    return this.database.asViewer(identity.viewer, () =>
      this.sessions.describe(identity.viewer, identity.session!.csrfToken),
    );
  }

  @Get()
  @SignedIn()
  @ZodResponse({ status: 200, type: SessionDto })
  async current(@Req() request: AuthenticatedRequest) {
    return this.sessions.describe(request.viewer!, request.csrfToken ?? '');
  }

  @Patch()
  @SignedIn()
  @HttpCode(204)
  async setLocale(@Req() request: AuthenticatedRequest, @Body() body: LocaleDto): Promise<void> {
    await this.sessions.setLocale(request.viewer!, body.locale);
  }

  @Delete()
  @SignedIn()
  @HttpCode(204)
  async logOut(
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.logOut(request.sessionId);
    response.clearCookie(SESSION_COOKIE, { ...this.cookie(), maxAge: undefined });
  }

  private cookie() {
    return {
      httpOnly: true,
      sameSite: 'strict' as const,
      secure: this.config.COOKIE_SECURE,
      path: '/',
      maxAge: this.config.SESSION_HOURS * 3_600_000,
    };
  }
}
