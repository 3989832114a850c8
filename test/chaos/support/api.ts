import { Fixtures } from '../../support/fixtures';

const ANSWER_LIMIT_MS = 20_000;

/** What the API answered. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Calls the API over HTTP as one user. */
export class Api {
  private constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async logIn(url: string, email: string): Promise<Api> {
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: Fixtures.password }),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (!response.ok) throw new Error(`log-in answered ${response.status}`);
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!;
    return new Api(url, { cookie, 'x-csrf-token': csrfToken });
  }

  /** The answer, whatever its status; throws only when there is none. */
  async ask(method: 'GET' | 'POST', route: string, body?: object): Promise<Answer> {
    return this.send(method, route, JSON.stringify(body ?? {}), { 'content-type': 'application/json' });
  }

  async upload(route: string, text: string): Promise<Answer> {
    return this.send('POST', route, text, { 'content-type': 'text/csv', 'x-file-name': 'list.csv' });
  }

  /** @throws Error when the answer is not a success */
  async post(route: string, body?: object): Promise<Answer['body']> {
    return this.succeed('POST', route, await this.ask('POST', route, body));
  }

  async get(route: string): Promise<Answer['body']> {
    return this.succeed('GET', route, await this.ask('GET', route));
  }

  private async send(
    method: string,
    route: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/api${route}`, {
      method,
      headers: { ...this.headers, ...(method === 'GET' ? {} : headers) },
      body: method === 'GET' ? undefined : body,
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }

  private succeed(method: string, route: string, { status, body }: Answer): Answer['body'] {
    if (status < 300) return body;
    throw new Error(`${method} ${route} answered ${status} ${String(body.code)}`);
  }
}
