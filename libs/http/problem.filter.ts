import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ZodSerializationException, ZodValidationException } from 'nestjs-zod';
import type { ZodError } from 'zod';
import { isDatabaseAway } from '../database/database-away';
import { AppError, type Conflict, FieldFault, LostUpdateError, Sentence } from './app-error';

const SENTENCES: Record<number, Sentence & { code: string }> = {
  400: {
    code: 'request.invalid',
    zh: '请求内容有误，请检查后重试。',
    en: 'The request is not valid. Check it and try again.',
  },
  401: { code: 'session.required', zh: '请先登录。', en: 'Log in first.' },
  403: {
    code: 'permission.missing',
    zh: '您没有此项权限，请联系管理员。',
    en: 'You do not have this permission. Ask your administrator.',
  },
  404: { code: 'not-found', zh: '找不到该页面或记录。', en: 'This page or record was not found.' },
  413: {
    code: 'request.too-large',
    zh: '内容过大，请缩小后重试。',
    en: 'This is too large. Send something smaller.',
  },
  415: { code: 'request.media-type', zh: '不支持此内容类型。', en: 'This kind of content is not supported.' },
  429: {
    code: 'request.too-many',
    zh: '操作过于频繁，请稍候再试。',
    en: 'Too many requests. Wait a moment and try again.',
  },
};
/**
 * A value the database cannot take: a NUL in a text, a date or number that is none or too large.
 * Source: PostgreSQL, appendix A, class 22.
 */
const BAD_VALUE = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);
/** A missing grant, or row security refused a row. */
const REFUSED = '42501';
const UNEXPECTED = {
  code: 'server.unexpected',
  zh: '系统出现意外错误，您的数据没有丢失；请重试，若仍失败请把请求编号告诉管理员。',
  en: 'Something unexpected went wrong; nothing was lost. Try again, and if it still fails give the request number to your administrator.',
};

const DATABASE_AWAY = {
  code: 'server.database-away',
  zh: '数据库暂时无法连接，正在恢复；您的数据没有丢失，请稍候几秒再试。',
  en: 'The database cannot be reached just now and is coming back; nothing was lost. Try again in a few seconds.',
};

/** RFC 9457 problem details, with a stable code and a sentence in both languages. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  detailZh: string;
  detailEn: string;
  errors?: FieldFault[];
  /** Both versions of a record that somebody else saved in between. */
  conflict?: Conflict;
  requestId?: string;
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request & { id?: string }>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.problemOf(error);
    if (problem.status >= 500) this.logger.error(describe(error), { requestId: request.id });
    // Answered as the caller's mistake, yet the program may be at fault: whoever runs it should see it.
    else if (sqlStateOf(error)) this.logger.warn(describe(error), { requestId: request.id });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error instanceof AppError && error.retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', String(error.retryAfterSeconds));
    }
    const chinese = !/^en\b/i.test(request.headers['accept-language'] ?? '');
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          ...problem,
          detail: chinese ? problem.detailZh : problem.detailEn,
          requestId: request.id === undefined ? undefined : String(request.id),
        }),
      );
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof LostUpdateError) {
      return { ...shape(error.status, error.code, error.sentence), conflict: error.conflict };
    }
    if (error instanceof AppError) {
      return { ...error.members, ...shape(error.status, error.code, error.sentence, error.faults) };
    }
    if (error instanceof ZodValidationException) {
      return shape(400, 'request.invalid', SENTENCES[400]!, faultsOf(error.getZodError() as ZodError));
    }
    if (error instanceof HttpException && !(error instanceof ZodSerializationException)) {
      const known = SENTENCES[error.getStatus()];
      if (known) return shape(error.getStatus(), known.code, known);
    }
    const status = (error as { status?: number }).status;
    if (error instanceof Error && status && SENTENCES[status]) {
      return shape(status, SENTENCES[status].code, SENTENCES[status]);
    }
    const sqlState = sqlStateOf(error) ?? '';
    if (BAD_VALUE.has(sqlState)) return shape(400, 'request.invalid', SENTENCES[400]!);
    // Row security refused a write into another branch: it answers like a branch that does not exist.
    if (sqlState === REFUSED) return shape(404, 'not-found', SENTENCES[404]!);
    if (isDatabaseAway(error)) return shape(503, DATABASE_AWAY.code, DATABASE_AWAY);
    return shape(500, UNEXPECTED.code, UNEXPECTED);
  }
}

function shape(status: number, code: string, sentence: Sentence, faults: FieldFault[] = []): Problem {
  return {
    type: `urn:hongyan:${code}`,
    title: code,
    status,
    code,
    detail: sentence.zh,
    detailZh: sentence.zh,
    detailEn: sentence.en,
    ...(faults.length > 0 ? { errors: faults } : {}),
  };
}

function faultsOf(error: ZodError): FieldFault[] {
  return error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    zh: `“${issue.path.join('.')}”填写有误。`,
    en: issue.message,
  }));
}

/** The way PostgreSQL names what went wrong (appendix A of its manual); `EPIPE` and its like are Node's. */
function sqlStateOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(?:\d[0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/.test(code) ? code : undefined;
}

/** A stack without the values of a failed statement: PostgreSQL puts row contents into `detail`, which stays out of logs. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'a thrown value that is not an error';
  const sqlState = (error as { code?: string }).code;
  const place = (error.stack ?? '').split('\n').slice(1, 8).join('\n');
  const text = sqlState ? `database error ${sqlState}` : error.message;
  return `${error.name}: ${text}\n${place}`;
}
