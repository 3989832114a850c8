/** One fault in one field, as the server names it. */
export interface FieldFault {
  path: string;
  code: string;
  zh: string;
  en: string;
}

/** Both versions of a record that somebody else saved in between. */
export interface Conflict {
  /** As it is by now; null when it cannot be read by itself. */
  current: Record<string, unknown> | null;
  fields: { field: string; theirs: unknown; mine: unknown }[];
}

/** RFC 9457 problem details as this product's API writes them. */
export interface Problem {
  status: number;
  code: string;
  detailZh: string;
  detailEn: string;
  errors?: FieldFault[];
  requestId?: string;
  conflict?: Conflict;
  /** What a merged record became. */
  mergedInto?: string;
}

/** The server was not reached at all. */
export const UNREACHABLE = 'client.unreachable';

/** Any failed call, with a stable code and a sentence in both languages. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly FieldFault[];
  readonly requestId: string | undefined;

  constructor(readonly problem: Problem) {
    super(problem.detailEn);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.faults = problem.errors ?? [];
    this.requestId = problem.requestId;
  }

  /** What went wrong and what to do, in the language the user reads. */
  sentence(language: string): string {
    return language.startsWith('zh') ? this.problem.detailZh : this.problem.detailEn;
  }
}

function isProblem(body: unknown): body is Problem {
  const candidate = body as Partial<Problem> | null;
  return typeof candidate?.code === 'string' && typeof candidate.detailZh === 'string';
}

/** Reads a failed answer; one that is not problem+json (a proxy's page, say) still gets a sentence. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (isProblem(body)) return new ApiError(body);
  return new ApiError({
    status: response.status,
    code: `http.${response.status}`,
    detailZh: `服务器返回了意外的结果（${response.status}），请稍后重试。`,
    detailEn: `The server gave an unexpected answer (${response.status}). Try again in a moment.`,
  });
}

export function unreachable(): ApiError {
  return new ApiError({
    status: 0,
    code: UNREACHABLE,
    detailZh: '连接不到服务器，请检查网络后重试。',
    detailEn: 'The server cannot be reached. Check the network and try again.',
  });
}

/** Something in this program failed, not in the call. */
export function unexpected(): ApiError {
  return new ApiError({
    status: 0,
    code: 'client.unexpected',
    detailZh: '页面处理时出错，请刷新后重试。',
    detailEn: 'This page could not go on. Reload it and try again.',
  });
}
