import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import { static as serveStatic, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import type { Config } from '../libs/config/config';
import { AppModule } from './app.module';
import { serveApiDocs } from './openapi';

const UPLOAD_LIMIT_MS = 60 * 60_000;

/** Built web app; absent while only the API is tested. */
const WEB_DIST = [join(__dirname, '../web/dist'), join(__dirname, '../../web/dist')];

/** The whole program behind HTTP: API under /api, its docs under /api/docs, the web app everywhere else. */
export async function createHttpApplication(
  config: Config,
  databaseUrl: string,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config, databaseUrl), {
    bufferLogs: true,
    abortOnError: false,
  });
  configureHttp(app, config);
  return app;
}

const KEEP_ALIVE_MS = 75_000;

/** The same set-up for the program and for tests that build the module themselves. */
export function configureHttp(app: NestExpressApplication, config: Config): void {
  app.useLogger(app.get(Logger));
  app.setGlobalPrefix('api');
  app.set('trust proxy', config.TRUST_PROXY);
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          'script-src': ["'self'"],
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          'frame-src': ["'self'", 'blob:'],
          'object-src': ["'self'", 'blob:'],
          'upgrade-insecure-requests': null,
        },
      },
      strictTransportSecurity: config.COOKIE_SECURE,
    }),
  );
  app.use(cookieParser());
  app.useBodyParser('json', { limit: '2mb' });
  const server = app.getHttpServer() as Server;
  // A list of a million rows over a slow line takes longer than Node's five minutes.
  server.requestTimeout = UPLOAD_LIMIT_MS;
  // Longer than proxies keep a connection: whoever closes first while the other sends loses a request.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  serveApiDocs(app);
  serveWeb(app);
}

/** Not one of the web app's pages: the API, and program files of a version that is gone. */
function isNoPage(path: string): boolean {
  return path === '/api' || path.startsWith('/api/') || path.startsWith('/assets/');
}

const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

function serveWeb(app: NestExpressApplication): void {
  const folder = WEB_DIST.find((candidate) => existsSync(join(candidate, 'index.html')));
  if (!folder) return;
  app.useStaticAssets(join(folder, 'assets'), { prefix: '/assets/', immutable: true, maxAge: '365d' });
  const files = serveStatic(folder, { index: false, maxAge: '1h' });
  app.use((request: Request, response: Response, next: NextFunction) => {
    // The API is asked by the hundred a second; none of it is looked for on the disk first.
    if (!isRead(request) || isNoPage(request.path)) return next();
    files(request, response, (error?: unknown) => {
      if (error !== undefined) return next(error);
      response.setHeader('cache-control', 'no-cache');
      response.sendFile(join(folder, 'index.html'));
    });
  });
}
