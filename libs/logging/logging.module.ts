import { LoggerModule } from 'nestjs-pino';
import { requestLogging } from './request-logging';

/** JSON lines with a request id. */
export const loggingModule = (level: string) =>
  LoggerModule.forRoot({ forRoutes: ['/{*path}'], pinoHttp: requestLogging(level) });
