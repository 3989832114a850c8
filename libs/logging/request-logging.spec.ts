import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { pinoHttp } from 'pino-http';
import request from 'supertest';
import { requestLogging } from './request-logging';

const lines: string[] = [];
const stream = new Writable({
  write: (line: Buffer, _encoding, done) => {
    lines.push(line.toString());
    done();
  },
});

/** Answers as told by the path; a failure names a person, as errors of others sometimes do. */
const log = pinoHttp(requestLogging('debug'), stream);
const server = createServer((incoming, response) => {
  log(incoming, response);
  incoming.resume().once('end', () => {
    response.statusCode = Number(incoming.url?.slice(1, 4));
    response.setHeader('x-secret', 'secret-answer');
    if (response.statusCode === 500) response.err = new TypeError('no letter for 林雁');
    response.end('林雁');
  });
});
afterAll(() => server.close());

test('a request is told by id, method, path and status, and by nothing that could name a person', async () => {
  for (const [status, level] of [
    [200, 20],
    [404, 30],
    [500, 50],
  ] as const) {
    lines.length = 0;
    await request(server)
      .post(`/${status}/lists?q=${encodeURIComponent('林雁')}&phone=13800000000`)
      .set('x-request-id', 'abc-123')
      .set('cookie', 'session=secret-cookie')
      .set('authorization', 'Bearer secret-key')
      .send({ name: '林雁' });
    const [line] = lines;
    expect(lines).toHaveLength(1);
    expect(JSON.parse(line!)).toMatchObject({
      level,
      req: { id: 'abc-123', method: 'POST', path: `/${status}/lists` },
      res: { status },
    });
    expect(line).not.toMatch(/林雁|%E6|13800000000|secret/);
  }
});

test('a request id that could break a log line is not taken over', async () => {
  lines.length = 0;
  await request(server).get('/200').set('x-request-id', 'x'.repeat(65));
  await request(server).get('/200').set('x-request-id', 'a b');
  const ids = lines.map((line) => (JSON.parse(line) as { req: { id: string } }).req.id);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
});
