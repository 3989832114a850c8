import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OutgoingHttp, type OutgoingPolicy, type Resolve } from './outgoing-http';
import { isPublicAddress } from './public-address';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function receiver(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const strict: OutgoingPolicy = { privateHosts: [] };
const local: OutgoingPolicy = { privateHosts: ['127.0.0.1'] };
const at =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('which addresses are those of public servers', () => {
  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '223.5.5.5', '2400:3200::1', '2606:4700::1111'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...['0.0.0.0', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1'],
    ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '2001::1'],
    ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '::7f00:1', 'localhost', ''],
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('an address is checked before anything is sent', () => {
  const http = new OutgoingHttp(strict);

  it.each([
    ['no address', 'outgoing.url-invalid'],
    ['ftp://example.com/', 'outgoing.url-invalid'],
    ['https://user:word@example.com/', 'outgoing.url-invalid'],
    ['http://example.com/', 'outgoing.not-https'],
    ['https://127.0.0.1/', 'outgoing.address-refused'],
    ['https://2130706433/', 'outgoing.address-refused'],
    ['https://0x7f.1/', 'outgoing.address-refused'],
    ['https://[::1]:8443/', 'outgoing.address-refused'],
    ['https://[::ffff:10.0.0.1]/', 'outgoing.address-refused'],
    ['https://169.254.169.254/latest/meta-data', 'outgoing.address-refused'],
  ])('%s → %s', (url, code) => {
    expect(() => http.check(url)).toThrow(expect.objectContaining({ code }));
  });

  it('lets only the hosts through that the caller names, and those below them', () => {
    const allowed = ['qyapi.weixin.qq.com', 'feishu.cn'];
    expect(http.check('https://open.feishu.cn/x', allowed).hostname).toBe('open.feishu.cn');
    for (const url of [
      'https://evilfeishu.cn/',
      'https://weixin.qq.com/',
      'https://feishu.cn.example.com/',
    ]) {
      expect(() => http.check(url, allowed)).toThrow(
        expect.objectContaining({ code: 'outgoing.host-refused' }),
      );
    }
  });
});

describe('a name is checked by the addresses it is connected to', () => {
  it.each([[['10.0.0.8']], [['1.1.1.1', '127.0.0.1']], [['::1']]])('%j is refused', async (addresses) => {
    const http = new OutgoingHttp(strict, at(...addresses));
    await expect(http.send({ url: 'https://rebound.example/' })).rejects.toMatchObject({
      code: 'outgoing.address-refused',
    });
  });

  it('looks a name up once for a request, so that a second answer cannot lead elsewhere', async () => {
    let asked = 0;
    const url = new URL(await receiver((_, response) => response.end('here')));
    url.hostname = 'known.example';
    const http = new OutgoingHttp({ privateHosts: ['known.example'] }, () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    });
    expect((await http.send({ url: url.toString() })).body).toBe('here');
    expect(asked).toBe(1);
  });

  it('says when there is no such host', async () => {
    const http = new OutgoingHttp(strict, () =>
      Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' })),
    );
    await expect(http.send({ url: 'https://none.example/' })).rejects.toMatchObject({
      code: 'outgoing.not-found',
    });
  });
});

describe('an exchange', () => {
  const http = new OutgoingHttp(local);

  it('sends the body as it is and answers with status and body', async () => {
    const got: unknown[] = [];
    const url = await receiver((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        got.push([request.method, request.url, request.headers['x-sign'], body]);
        response.writeHead(418, { 'retry-after': '7' }).end('茶壶');
      });
    });
    const answer = await http.send({ url: `${url}/hook?a=1`, body: '{"信":1}', headers: { 'x-sign': 's' } });
    expect(answer).toMatchObject({ status: 418, body: '茶壶', headers: { 'retry-after': '7' } });
    expect(got).toEqual([['POST', '/hook?a=1', 's', '{"信":1}']]);
  });

  it('does not follow a redirect', async () => {
    let asked = 0;
    const url = await receiver((_, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect((await http.send({ url })).status).toBe(302);
    expect(asked).toBe(1);
  });

  it('ends when the receiver is silent', async () => {
    const url = await receiver(() => undefined);
    await expect(http.send({ url, timeoutMs: 30 })).rejects.toMatchObject({ code: 'outgoing.timeout' });
  });

  it('ends when the answer never ends, by time and by size', async () => {
    const url = await receiver((_, response) => {
      const more = (): void => void (response.write('x'.repeat(1000)) ? setImmediate(more) : undefined);
      response.on('drain', more);
      more();
    });
    expect((await http.send({ url, answerBytes: 2_500 })).body).toHaveLength(2_500);
    const slow = await receiver((_, response) => void response.write('x'));
    await expect(http.send({ url: slow, timeoutMs: 30 })).rejects.toMatchObject({ code: 'outgoing.timeout' });
  });

  it('says when nobody listens, and when there is too much to send', async () => {
    const url = await receiver(() => undefined);
    const server = servers.pop()!;
    await new Promise((done) => server.close(done));
    await expect(http.send({ url })).rejects.toMatchObject({ code: 'outgoing.unreachable' });
    await expect(http.send({ url, body: 'x'.repeat(1024 * 1024 + 1) })).rejects.toMatchObject({
      code: 'outgoing.body-too-large',
    });
  });

  it('ends for the reason its caller gives', async () => {
    const url = await receiver(() => undefined);
    const signal = AbortSignal.abort(new Error('shutting down'));
    await expect(http.send({ url, signal })).rejects.toThrow('shutting down');
  });
});
