/** Sends a request as it is written, also what an HTTP client would refuse to send. */
import net from 'node:net';

/** An answer with its raw bytes. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  readonly raw: string;
  readonly ms: number;
}

function parse(raw: Buffer, ms: number): RawAnswer {
  const text = raw.toString('utf8');
  const split = text.indexOf('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
  return { status, body: text.slice(split + 4), raw: text, ms };
}

/** Sends over a socket of its own and reads until the server closes. `url`: base of the city. */
export function sendRaw(
  url: string,
  method: string,
  path: string,
  headers: readonly [string, string][],
  body?: Buffer,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const extra: [string, string][] = [['connection', 'close']];
  if (!given.has('host')) extra.push(['host', `${hostname}:${port}`]);
  if (body && !given.has('content-length')) extra.push(['content-length', String(body.length)]);
  const head = [
    `${method} ${path} HTTP/1.1`,
    ...[...headers, ...extra].map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(Buffer.from(head, 'utf8'));
      if (body) socket.write(body);
    });
    const done = () =>
      chunks.length > 0
        ? resolve(parse(Buffer.concat(chunks), performance.now() - began))
        : reject(new Error(`No answer to ${method} ${path.slice(0, 60)}`));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) => (chunks.length > 0 ? done() : reject(error)));
    socket.on('end', done);
  });
}
