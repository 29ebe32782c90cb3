/** The staff page: files beside the bundle, compressed once, known by the hash of their bytes. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { STAFF_PATH } from '../../lib/staff/api.ts';
import { problem, type Reply, reply } from './reply.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const PAGE = 'index.html';
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** A name with the bundler's own hash: other bytes come under another name. */
const HASHED_NAME = /-[A-Z0-9]{8}\.\w+$/;
/** Below this, compression costs more than it saves. */
const WORTH_BYTES = 1024;

interface WebFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Compressed, where that is smaller. */
  readonly gzip?: Buffer;
}

/** What a browser asked with. */
export interface Asked {
  readonly ifNoneMatch?: string | undefined;
  readonly acceptEncoding?: string | undefined;
  /** Hash in the address; with the right one the file may be kept for good. */
  readonly hash?: string | undefined;
}

/** The files of a folder. */
export interface WebFiles {
  /** The page. `signInOrigin`: origin of the token endpoint, the one other place it may call. */
  page(asked: Asked, signInOrigin: string): Reply;
  asset(name: string, asked: Asked): Reply;
}

/** The files in `folder` (a page's build). They are read at the first call. */
export function webFiles(folder: string): WebFiles {
  let known: ReadonlyMap<string, WebFile> | undefined;
  const files = () => {
    known ??= load(folder);
    return known;
  };
  return {
    page(asked, signInOrigin) {
      const page = files().get(PAGE);
      if (!page) return missingPage();
      return fileReply(page, asked, {
        'content-security-policy': policy(signInOrigin),
        'x-frame-options': 'DENY',
      });
    },
    asset(name, asked) {
      const file = name === PAGE ? undefined : files().get(name);
      const lasting = HASHED_NAME.test(name) ? { 'cache-control': FOR_GOOD } : {};
      return file
        ? fileReply(file, asked, lasting)
        : problem('notFound', '파일이 없어요. 화면을 새로 고쳐 주세요.');
    },
  };
}

function load(folder: string): Map<string, WebFile> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => extname(name) in TYPES);
  const files = new Map(
    names
      .filter((name) => name !== PAGE)
      .map((name) => [name, fileOf(name, readFileSync(join(folder, name)))]),
  );
  if (names.includes(PAGE))
    files.set(PAGE, fileOf(PAGE, withHashes(readFileSync(join(folder, PAGE), 'utf8'), files)));
  return files;
}

function fileOf(name: string, bytes: Buffer): WebFile {
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  const gzip =
    /^(text|image\/svg)/.test(type) && bytes.length > WORTH_BYTES
      ? { gzip: gzipSync(bytes, { level: 9 }) }
      : {};
  return { bytes, type, etag: createHash('sha256').update(bytes).digest('hex').slice(0, 20), ...gzip };
}

/** The page names each of its files with their hash, so that a browser keeps them until they change. */
function withHashes(html: string, files: ReadonlyMap<string, WebFile>): Buffer {
  const address = new RegExp(`${STAFF_PATH.assets}/([\\w.-]+)`, 'g');
  return Buffer.from(
    html.replace(address, (whole, name: string) => {
      const file = files.get(name);
      return file ? `${whole}?v=${file.etag}` : whole;
    }),
  );
}

function fileReply(file: WebFile, asked: Asked, more: Readonly<Record<string, string>>): Reply {
  const etag = `"${file.etag}"`;
  const kept = asked.hash === file.etag ? FOR_GOOD : 'no-cache';
  const headers = { etag, 'cache-control': kept, vary: 'accept-encoding', ...more };
  if (matches(asked.ifNoneMatch, etag)) return reply(304, headers);
  const packed =
    file.gzip !== undefined && /\bgzip\b/.test(asked.acceptEncoding ?? '') ? file.gzip : undefined;
  const whole = { ...headers, 'content-type': file.type };
  return packed
    ? reply(200, { ...whole, 'content-encoding': 'gzip' }, packed)
    : reply(200, whole, file.bytes);
}

/** Whether an If-None-Match names the tag; caches on the way may have weakened it. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

function policy(signInOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "media-src 'self' data:",
    `connect-src 'self' ${signInOrigin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function missingPage(): Reply {
  return messagePage(
    503,
    '상담 화면이 이 배포에 들어 있지 않습니다. npm run build 뒤에 다시 배포해 주세요.',
    'The staff page is not part of this deployment. Run npm run build and deploy again.',
  );
}

/** A page with one message, for when the page itself cannot be given. */
export function messagePage(status: number, korean: string, english: string): Reply {
  const html = `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>민원톡</title><main><h1>민원톡</h1><p>${korean}</p><p lang="en">${english}</p></main></html>`;
  return reply(
    status,
    {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
    html,
  );
}
