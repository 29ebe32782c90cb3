import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { openProxy } from '../../local/proxy.ts';
import { act, control, useCity } from './harness.ts';

const held = useCity();

describe('a function that calls out', () => {
  it('reaches whoever plays Kakao, over real TLS and by the name of Kakao', async () => {
    const { status, error } = await act(held.city, {
      act: 'fetches',
      url: 'https://bot-api.kakao.com/v2/bots/1/talk',
    });
    expect(error).toBeUndefined();
    expect(status).toBeGreaterThanOrEqual(200);
    const { body } = await control(held.city, 'GET', '/city');
    expect(body.refusedHosts).not.toContain('bot-api.kakao.com:443');
  });

  it.each([
    'https://example.com/',
    'https://evilkakao.com/',
    'https://bot-api.kakao.com:8443/',
    'http://bot-api.kakao.com/',
  ])('is refused %s, with a warning that names the host', async (url) => {
    const answer = await act(held.city, { act: 'fetches', url });
    expect(answer.error !== undefined || answer.status === 502).toBe(true);
    const { body } = await control(held.city, 'GET', '/city');
    const { hostname, port, protocol } = new URL(url);
    const named = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
    expect(body.refusedHosts).toContain(named);
    expect(body.warnings.join('\n')).toContain(`A function called ${named}.`);
  });

  it('reaches local services past the proxy', async () => {
    const { status } = await act(held.city, { act: 'fetches', url: held.city.storeUrl });
    expect(status).toBeGreaterThan(0);
  });
});

describe('the proxy', () => {
  it('hands calls for Kakao, whole, to whoever plays it, under a certificate of its own authority', async () => {
    const proxy = await openProxy(() => {});
    const got: string[] = [];
    proxy.handle((request, response) => {
      got.push(`${request.method} ${request.headers.host} ${request.url}`);
      response.end('{"status":"SUCCESS"}');
    });
    const socket = net.connect(Number(new URL(proxy.url).port), '127.0.0.1');
    socket.write('CONNECT bot-api.kakao.com:443 HTTP/1.1\r\nHost: bot-api.kakao.com:443\r\n\r\n');
    const [head] = await once(socket, 'data');
    expect(String(head)).toContain('200 Connection Established');
    const secure = tls.connect({ socket, servername: 'bot-api.kakao.com', ca: proxy.authority });
    secure.write(
      'POST /callback/1 HTTP/1.1\r\nHost: bot-api.kakao.com\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
    const [answer] = await once(secure, 'data');
    expect(String(answer)).toContain('{"status":"SUCCESS"}');
    expect(secure.authorized).toBe(true);
    expect(got).toEqual(['POST bot-api.kakao.com /callback/1']);
    await proxy.close();
  });
});
