import { createHash } from 'node:crypto';
import { IncomingMessage, ServerResponse, createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** The S3 calls the storage makes, held in memory, on a free port of the loopback. */
export interface FakeS3 {
  endpoint: string;
  bucket: string;
  /** Answers the next request with this status instead. */
  failNext(status: number): void;
  close(): Promise<void>;
}

interface Stored {
  bytes: Buffer;
  modified: Date;
}

/** Starts the fake. It checks what a real service checks: signature present, payload hash right, conditions kept. */
export async function startFakeS3(bucket = 'test-bucket'): Promise<FakeS3> {
  const files = new Map<string, Stored>();
  let failure: number | undefined;
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const status = failure ?? refusal(request, body, bucket);
      failure = undefined;
      if (status) return answer(response, status, errorXml(status));
      serve(request, response, body, files, bucket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    failNext: (status) => (failure = status),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refusal(request: IncomingMessage, body: Buffer, bucket: string): number | undefined {
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return 403;
  if (request.method === 'PUT' && !isIntact(request, body)) return 400;
  return urlOf(request).pathname.split('/')[1] === bucket ? undefined : 404;
}

/** Signed bytes, or unsigned ones with a checksum. */
function isIntact(request: IncomingMessage, body: Buffer): boolean {
  const digest = createHash('sha256').update(body).digest();
  const signed = request.headers['x-amz-content-sha256'];
  if (signed !== 'UNSIGNED-PAYLOAD') return signed === digest.toString('hex');
  return request.headers['x-amz-checksum-sha256'] === digest.toString('base64');
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  files: Map<string, Stored>,
  bucket: string,
): void {
  const url = urlOf(request);
  const key = decodeURIComponent(url.pathname.slice(bucket.length + 2));
  const file = files.get(key);
  if (request.method === 'GET' && url.searchParams.has('list-type')) return list(response, url, files);
  if (request.method === 'PUT') {
    if (file && request.headers['if-none-match'] === '*') return answer(response, 412, errorXml(412));
    files.set(key, { bytes: body, modified: new Date() });
    return answer(response, 200, '');
  }
  if (request.method === 'DELETE') {
    files.delete(key);
    return answer(response, 204, '');
  }
  if (!file) return answer(response, 404, request.method === 'HEAD' ? '' : errorXml(404));
  sendFile(request, response, file);
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: Stored): void {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const bytes = range ? file.bytes.subarray(Number(range[1]), Number(range[2]) + 1) : file.bytes;
  response.writeHead(range ? 206 : 200, {
    'content-length': bytes.length,
    'last-modified': file.modified.toUTCString(),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function list(response: ServerResponse, url: URL, files: Map<string, Stored>): void {
  const wanted = [...files.keys()]
    .filter((key) => key.startsWith(url.searchParams.get('prefix') ?? ''))
    .filter((key) => key > (url.searchParams.get('start-after') ?? ''))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const most = Number(url.searchParams.get('max-keys') ?? 1000);
  const contents = wanted.slice(0, most).map((key) => {
    const { bytes, modified } = files.get(key) as Stored;
    return `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><LastModified>${modified.toISOString()}</LastModified></Contents>`;
  });
  const truncated = `<IsTruncated>${wanted.length > most}</IsTruncated>`;
  answer(response, 200, `<ListBucketResult>${truncated}${contents.join('')}</ListBucketResult>`);
}

function errorXml(status: number): string {
  const code =
    { 403: 'AccessDenied', 404: 'NoSuchKey', 412: 'PreconditionFailed' }[status] ?? 'InternalError';
  return `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://fake');
}
