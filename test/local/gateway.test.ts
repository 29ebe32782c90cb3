import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { fixtureRoute } from './fixtures/assembly.ts';
import { act, post, send, until, useCity } from './harness.ts';

const held = useCity({
  channel: {
    ...fixtureRoute('Any', 'ANY /files/{proxy+}', 'Echo'),
    ...fixtureRoute('Fixed', 'POST /skill/fixed', 'Echo'),
  },
});

/** Sends bytes as they are and reads until the connection ends. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(held.city.url).port), '127.0.0.1', () =>
      socket.write(text, 'latin1'),
    );
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('payload format 2.0', () => {
  it('gives lower-case names, joined duplicates and cookies apart', async () => {
    const body = '{"act":"echo"}';
    const answer = await raw(
      `POST /skill/ask?a=1&a=2&b=%EA%B0%80 HTTP/1.1\r\nHost: kakao\r\nContent-Type: application/json\r\nX-Two: one\r\n` +
        `x-two: two\r\nCookie: a=1; b=2\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    const { event } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
    expect(event.headers).toMatchObject({ host: 'kakao', 'x-two': 'one,two' });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.cookies).toEqual(['a=1', 'b=2']);
    expect(event.rawQueryString).toBe('a=1&a=2&b=%EA%B0%80');
    expect(event.queryStringParameters).toEqual({ a: '1,2', b: '가' });
  });

  it('describes the request', async () => {
    const before = Date.now();
    const { event } = await act(held.city, { act: 'echo' });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /skill/{skill}',
      rawPath: '/skill/ask',
      pathParameters: { skill: 'ask' },
      isBase64Encoded: false,
      requestContext: {
        accountId: '000000000000',
        apiId: 'api',
        stage: '$default',
        http: { method: 'POST', path: '/skill/ask', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      },
    });
    expect(event.requestContext.timeEpoch).toBeGreaterThanOrEqual(before);
    expect(event.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(event.requestContext.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  const bodies: [string, string | undefined, boolean][] = [
    ['JSON', 'application/json; charset=utf-8', false],
    ['text', 'text/plain', false],
    ['XML', 'application/xml', false],
    ['a form', 'application/x-www-form-urlencoded', true],
    ['bytes', 'application/octet-stream', true],
    ['no type', undefined, true],
  ];
  it.each(bodies)('hands on a body of %s (%s): base64 %s', async (_name, type, base64) => {
    const init = {
      method: 'POST',
      body: Buffer.from('{"act":"echo"}'),
      headers: type === undefined ? {} : { 'content-type': type },
    };
    const { event } = JSON.parse((await send(held.city, '/skill/ask', init)).text);
    expect(event.isBase64Encoded).toBe(base64);
    expect(Buffer.from(event.body, base64 ? 'base64' : 'utf8').toString()).toBe('{"act":"echo"}');
  });

  it('leaves body out where there is none', async () => {
    const { event } = JSON.parse((await send(held.city, '/files/a', { method: 'GET' })).text);
    expect(event).not.toHaveProperty('body');
    expect(event.isBase64Encoded).toBe(false);
  });

  it('follows the clock of the city', async () => {
    await held.city.clock.set(Date.parse('2027-02-09T00:30:00Z'));
    const { event } = await act(held.city, { act: 'echo' });
    expect(event.requestContext.time).toMatch(/^09\/Feb\/2027:00:30:0\d \+0000$/);
    await held.city.clock.set(Date.now());
  });
});

describe('routes', () => {
  it('prefers a fixed path to a variable one, and a variable one to a greedy one', async () => {
    const fixed = JSON.parse((await post(held.city, '/skill/fixed', {})).text);
    expect(fixed.event.routeKey).toBe('POST /skill/fixed');
    const greedy = JSON.parse((await post(held.city, '/files/a/b', {})).text);
    expect(greedy.event.pathParameters).toEqual({ proxy: 'a/b' });
  });

  it('decodes path parameters and survives broken percent-encoding', async () => {
    const whole = JSON.parse((await post(held.city, '/skill/%EA%B0%80', {})).text);
    expect(whole.event.pathParameters).toEqual({ skill: '가' });
    const broken = JSON.parse((await post(held.city, '/skill/%E0%A4%A', {})).text);
    expect(broken.event.pathParameters).toEqual({ skill: '%E0%A4%A' });
  });

  it.each([
    ['GET', '/skill/ask'],
    ['PUT', '/skill/ask'],
    ['DELETE', '/skill/ask'],
    ['OPTIONS', '/skill/ask'],
    ['POST', '/skill'],
    ['POST', '/skill/'],
    ['POST', '//skill/ask'],
    ['POST', '/skill/a/b'],
    ['POST', '/nothing'],
    ['POST', '/'],
    ['DELETE', '/room'],
    ['POST', '/usage'],
    ['HEAD', '/'],
  ])('knows no %s %s', async (method, path) => {
    const answer = await send(held.city, path, { method });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/json');
    if (method !== 'HEAD') expect(JSON.parse(answer.text)).toEqual({ message: 'Not Found' });
  });
});

describe('what a function returns', () => {
  const call = (name: string) => post(held.city, '/skill/ask', { act: name });

  it('becomes status, headers, cookies and body', async () => {
    const answer = await call('full');
    expect([answer.status, answer.text, answer.headers.get('x-own')]).toEqual([201, '{"made":true}', 'yes']);
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect(answer.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
  });

  it('becomes a JSON body without a status code', async () => {
    const answer = await call('object');
    expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([
      200,
      '{"hello":"world"}',
      'application/json',
    ]);
    expect((await call('string')).text).toBe('plain text');
    expect((await call('nothing')).text).toBe('null');
  });

  it('is decoded from base64', async () => {
    const response = await fetch(`${held.city.url}/skill/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"act":"binary"}',
    });
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it.each(['badBody', 'badStatus', 'badHeader', 'throws', 'exits'])(
    'is a 500 when it is malformed: %s',
    async (name) => {
      const answer = await call(name);
      expect([answer.status, JSON.parse(answer.text)]).toEqual([500, { message: 'Internal Server Error' }]);
    },
  );

  it('is a 500 when the function times out, a 503 when the integration does', async () => {
    const short = post(held.city, '/short', { act: 'hangs' });
    const impatient = post(held.city, '/impatient', { act: 'hangs' });
    expect(await impatient).toMatchObject({ status: 503, text: '{"message":"Service Unavailable"}' });
    expect(await short).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
  });
});

describe('limits', () => {
  const head = (extra: number) => {
    const start =
      'POST /skill/ask HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\nX-Fill: ';
    return `${start}${'x'.repeat(extra - start.length - 4)}\r\n\r\n{}`;
  };

  it('takes 10,240 bytes of request line and headers, not one more', async () => {
    expect(await raw(head(10_240))).toMatch(/^HTTP\/1.1 200 /);
    const refused = await raw(head(10_241));
    expect(refused).toMatch(/^HTTP\/1.1 431 /);
    expect(JSON.parse(refused.slice(refused.indexOf('\r\n\r\n') + 4)).message).toMatch(
      /^Request Header Fields Too Large/,
    );
  });

  it('answers in JSON where the HTTP parser gives up', async () => {
    const cases: [string, number][] = [
      [head(300_000), 431],
      ['POST /skill/\0 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
      ['NONSENSE\r\n\r\n', 400],
      ['POST /skill/ask HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n', 400],
      ['POST /skill/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
      ['POST /skill/ask HTTP/1.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n', 400],
      ['CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', 404],
      [
        'POST /skill/ask HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
        417,
      ],
    ];
    for (const [text, status] of cases) {
      const answer = await raw(text);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toHaveProperty('message');
    }
  });

  it('refuses bodies above 10 MB and events above 6 MB, and goes on working', async () => {
    for (const megabytes of [6, 9, 11]) {
      const body = Buffer.alloc(megabytes * 1024 * 1024, 32);
      const answer = await send(held.city, '/skill/ask', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect(answer.status).toBe(413);
      expect(JSON.parse(answer.text).message).toMatch(/^Request Entity Too Large/);
    }
    expect((await post(held.city, '/skill/ask', { act: 'object' })).status).toBe(200);
  });

  it('throttles a route by its own settings and no other', async () => {
    const rare = [];
    for (let n = 0; n < 3; n += 1) rare.push((await post(held.city, '/rare', { act: 'object' })).status);
    expect(rare).toEqual([200, 200, 429]);
    const refused = await post(held.city, '/rare', {});
    expect(JSON.parse(refused.text)).toEqual({ message: 'Too Many Requests' });
    expect((await post(held.city, '/skill/ask', { act: 'object' })).status).toBe(200);
  });
});

describe('around the routes', () => {
  it('writes an access log line in the format of the stage', async () => {
    const since = held.city.clock.now();
    await post(held.city, '/skill/ask', { act: 'object' });
    const [line] = await until(() => {
      const lines = held.city.logs('Data-AccessLog', since);
      return lines.length > 0 && lines;
    });
    expect(JSON.parse(line!.message)).toEqual({
      route: 'POST /skill/{skill}',
      status: '200',
      ip: '127.0.0.1',
    });
  });

  it('shows a home page that leads to everything', async () => {
    const { status, text, headers } = await send(held.city, '/');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const link of ['href="/room"', 'href="/usage"', `href="${held.city.controlUrl}/city"`])
      expect(text).toContain(link);
    expect(text).toContain('POST /skill/{skill}');
  });

  it('does not leave the folder of the room', async () => {
    for (const path of [
      '/room/../../package.json',
      '/room/..%2f..%2fpackage.json',
      '/room/%00',
      '/room/%zz',
    ]) {
      expect(await raw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1.1 404 /,
      );
    }
  });

  it('says so where the template has no widgets function', async () => {
    const { status, text } = await send(held.city, '/usage');
    expect(status).toBe(200);
    expect(text).toContain('The template has no widgets function.');
  });
});
