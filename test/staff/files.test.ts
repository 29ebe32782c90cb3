import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { webFiles } from '../../functions/staff/files.ts';

const PAGE = '<!doctype html><script type="module" src="/staff/assets/main.js"></script>';
const SCRIPT = `console.log(${JSON.stringify('가'.repeat(2000))});\n`;

function built() {
  const folder = mkdtempSync(join(tmpdir(), 'minwontalk-page-'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'main.js'), SCRIPT);
  writeFileSync(join(folder, 'main.js.map'), '{}');
  writeFileSync(join(folder, 'font-U4LAU6DX.woff2'), 'a font');
  return webFiles(folder);
}

const textOf = ({
  body,
  isBase64Encoded,
}: {
  body?: string | undefined;
  isBase64Encoded?: boolean | undefined;
}) => Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

describe('the files of the staff page', () => {
  it('the page may load its own files and call its own API and the sign-in, nothing else', () => {
    const { headers } = built().page({}, 'https://sign.in.example');
    const policy = String(headers?.['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' https://sign.in.example;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('are kept by a browser until they change, and then not a moment longer', () => {
    const files = built();
    const html = textOf(files.page({}, 'https://sign.in.example')).toString();
    const hash = /main\.js\?v=([0-9a-f]+)"/.exec(html)?.[1];
    expect(files.asset('main.js', { hash }).headers?.['cache-control']).toContain('immutable');
    expect(files.asset('main.js', { hash: 'old' }).headers?.['cache-control']).toBe('no-cache');
    const { statusCode, body } = files.asset('main.js', { ifNoneMatch: `W/"${hash}"` });
    expect([statusCode, body]).toEqual([304, '']);
  });

  it('that carry a hash in their name are kept for good', () => {
    const font = built().asset('font-U4LAU6DX.woff2', {});
    expect(font.headers?.['cache-control']).toContain('immutable');
    expect(font.headers?.['content-type']).toBe('font/woff2');
  });

  it('are compressed for those who can read it', () => {
    const files = built();
    const packed = files.asset('main.js', { acceptEncoding: 'gzip, br' });
    expect(packed.headers?.['content-encoding']).toBe('gzip');
    expect(gunzipSync(textOf(packed)).toString()).toBe(SCRIPT);
    expect(textOf(files.asset('main.js', {})).toString()).toBe(SCRIPT);
  });

  it('no other file of the function, no source map, no page under another name', () => {
    const files = built();
    for (const name of ['../index.mjs', 'main.js.map', 'index.html', '', '__proto__'])
      expect(files.asset(name, {}).statusCode, name).toBe(404);
  });

  it('a page that was not built says so, and what to do', () => {
    const { statusCode, body } = webFiles('/nowhere').page({}, 'https://sign.in.example');
    expect(statusCode).toBe(503);
    expect(body).toContain('npm run build');
  });
});
