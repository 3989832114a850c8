import createClient, { type Middleware } from 'openapi-fetch';
import { reportReachable, reportUnreachable } from './connection';
import { problemOf, unreachable } from './problem';
import type { paths } from './schema';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

let csrfToken = '';
let onSessionLost: () => void = () => undefined;

/** The session's token goes with every call that changes something. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** Called when the server no longer knows this session. */
export function whenSessionIsLost(callback: () => void): void {
  onSessionLost = callback;
}

/** Headers every call carries; also for the few that do not go through `api` (uploads, downloads). */
export function callHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': document.documentElement.lang };
  if (!SAFE_METHODS.has(method) && csrfToken !== '') headers['X-CSRF-Token'] = csrfToken;
  return headers;
}

/** Turns any answer but a good one into an ApiError, and notes whether the server was reached. */
export async function refuseFailure(response: Response): Promise<Response> {
  reportReachable();
  if (response.ok) return response;
  const error = await problemOf(response);
  const isLogin = new URL(response.url, location.href).pathname === '/api/session';
  if (error.status === 401 && !isLogin) onSessionLost();
  throw error;
}

const middleware: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(callHeaders(request.method))) request.headers.set(name, value);
    return request;
  },
  onResponse: ({ response }) => refuseFailure(response),
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    reportUnreachable();
    return unreachable();
  },
};

/** The typed client of the product's API. Every failure is thrown as `ApiError`. */
export const api = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin' });
api.use(middleware);

/** The body of a good answer: `await body(api.GET('/api/accounts', …))`. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** A call to a path outside the typed client, with the same headers and errors. */
export async function rawCall(path: string, init: RequestInit = {}): Promise<Response> {
  const method = init.method ?? 'GET';
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: { ...callHeaders(method), ...(init.headers as Record<string, string> | undefined) },
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    reportUnreachable();
    throw unreachable();
  }
  return refuseFailure(response);
}
