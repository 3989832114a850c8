import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest, type RequestOptions } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { OutgoingError } from './outgoing-errors';
import { isPublicAddress } from './public-address';

/** What whoever runs the system lets requests go to. */
export interface OutgoingPolicy {
  /**
   * Hosts (`crm.intranet`, `127.0.0.1`, each for every port) that may be called although they are private, by plain
   * http as well. Nothing else reaches a private address.
   */
  readonly privateHosts: readonly string[];
}

export interface OutgoingRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  /** UTF-8 text, at most 1 MiB. */
  readonly body?: string;
  /** Only these hosts, or hosts below them (`qyapi.weixin.qq.com`); every public host when left out. */
  readonly allowedHosts?: readonly string[];
  /** For the whole exchange, milliseconds, looking up the name included. Default 10,000, at most 60,000. */
  readonly timeoutMs?: number;
  /** How much of the answer is read, bytes; the rest is not waited for. Default 16 KiB, at most 1 MiB. */
  readonly answerBytes?: number;
  readonly signal?: AbortSignal;
}

export interface OutgoingAnswer {
  /** Any status, redirects included: they are not followed. */
  readonly status: number;
  /** The beginning of the answer's body, as UTF-8. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly durationMs: number;
}

const MOST_BYTES = 1024 * 1024;
const USUAL_ANSWER_BYTES = 16 * 1024;
const USUAL_TIMEOUT_MS = 10_000;
const LONGEST_TIMEOUT_MS = 60_000;
const NOT_FOUND = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA']);
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/** How a host name becomes addresses; tests put their own in its place. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) => {
    lookUp(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * The one way out to addresses that users typed: https only, no private networks, no redirects, bounded in time and
 * size. The name is looked up once for a request and the connection goes to the very addresses that were checked, so
 * that a name which changes its address in between (DNS rebinding) leads nowhere.
 */
export class OutgoingHttp {
  private readonly privateHosts: ReadonlySet<string>;

  constructor(
    policy: OutgoingPolicy,
    private readonly resolve: Resolve = resolveBySystem,
  ) {
    this.privateHosts = new Set(policy.privateHosts.map((host) => host.toLowerCase()));
  }

  /**
   * Checks an address as far as it can be without looking up its name: for forms.
   *
   * @throws OutgoingError
   */
  check(url: string, allowedHosts?: readonly string[]): URL {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) {
      throw new OutgoingError('outgoing.url-invalid');
    }
    const host = hostOf(parsed);
    if (parsed.protocol !== 'https:' && !this.privateHosts.has(host)) {
      throw new OutgoingError('outgoing.not-https');
    }
    if (allowedHosts && !allowedHosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`))) {
      throw new OutgoingError('outgoing.host-refused');
    }
    if (isIP(host)) this.assertOpen(host, host);
    return parsed;
  }

  /**
   * Sends one request and reads its answer, of whatever status.
   *
   * @throws OutgoingError when it may not be sent or no answer came; the reason of `signal` when that aborts
   */
  async send(request: OutgoingRequest): Promise<OutgoingAnswer> {
    const url = this.check(request.url, request.allowedHosts);
    if (Buffer.byteLength(request.body ?? '') > MOST_BYTES)
      throw new OutgoingError('outgoing.body-too-large');
    const limit = AbortSignal.timeout(Math.min(request.timeoutMs ?? USUAL_TIMEOUT_MS, LONGEST_TIMEOUT_MS));
    const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit;
    const start = performance.now();
    try {
      const answer = await this.exchange(url, request, signal);
      const body = await readStart(answer, Math.min(request.answerBytes ?? USUAL_ANSWER_BYTES, MOST_BYTES));
      const durationMs = Math.round(performance.now() - start);
      return { status: answer.statusCode!, headers: answer.headers, body, durationMs };
    } catch (error) {
      request.signal?.throwIfAborted();
      throw faultOf(error, limit);
    }
  }

  private exchange(url: URL, request: OutgoingRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const body = request.body === undefined ? undefined : Buffer.from(request.body);
    const options: RequestOptions = {
      method: request.method ?? 'POST',
      headers: { ...request.headers, ...(body && { 'content-length': body.length }) },
      // No connection is kept: one that was checked for this request is used for this request.
      agent: false,
      lookup: this.checkedLookup,
      signal,
    };
    return new Promise((resolve, reject) => {
      const send = url.protocol === 'https:' ? secureRequest : plainRequest;
      const sent: ClientRequest = send(url, options, resolve);
      sent.once('error', reject);
      sent.end(body);
    });
  }

  /** Every address of the name has to be open: a receiver with one private address among them is refused whole. */
  private readonly checkedLookup: LookupFunction = (host, options, callback) => {
    this.resolve(host).then(
      (addresses) => {
        try {
          if (addresses.length === 0) throw new OutgoingError('outgoing.not-found');
          for (const { address } of addresses) this.assertOpen(host, address);
        } catch (error) {
          return callback(error as Error, []);
        }
        if (options.all) return callback(null, addresses);
        return callback(null, addresses[0]!.address, addresses[0]!.family);
      },
      (error: Error) => callback(error, []),
    );
  };

  private assertOpen(host: string, address: string): void {
    if (this.privateHosts.has(host.toLowerCase())) return;
    if (!isPublicAddress(address)) throw new OutgoingError('outgoing.address-refused');
  }
}

/** Without the brackets of an IPv6 address and the dot that ends a full name. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

async function readStart(answer: IncomingMessage, bytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part.subarray(0, bytes - size));
    size += part.length;
    // Leaving the loop ends the connection.
    if (size >= bytes) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

function faultOf(error: unknown, limit: AbortSignal): OutgoingError {
  if (error instanceof OutgoingError) return error;
  if (limit.aborted) return new OutgoingError('outgoing.timeout');
  const { code } = error as { code?: unknown };
  const word = typeof code === 'string' ? code : '';
  if (NOT_FOUND.has(word)) return new OutgoingError('outgoing.not-found');
  if (/CERT|TLS|SSL|SIGNATURE/.test(word)) return new OutgoingError('outgoing.certificate');
  return new OutgoingError('outgoing.unreachable', !NOT_CONNECTED.has(word));
}
