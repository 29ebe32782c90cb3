/** `/room` and its files: what the web build left in `dist/web/room`. */

import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { NOT_FOUND } from '../gateway/limits.ts';
import type { Reply } from '../gateway/reply.ts';
import { FONTS_PATH, htmlReply } from './html.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Addresses of the one page: the room and the gallery of all bubbles. */
const VIEWS = ['/room', '/room/', '/room/gallery'];

/** What the room's script reads at `/room/config.json`. */
export interface RoomConfig {
  /** URL of the Kakao simulator, null where none runs. */
  readonly kakao: string | null;
  readonly control: string;
}

/** Answers a path at or below `/room` from the folder `dir`. */
export async function roomPage(dir: string, path: string, config: RoomConfig): Promise<Reply> {
  if (path === '/room/config.json') return reply('.json', Buffer.from(JSON.stringify(config)));
  if (path === FONTS_PATH) return fonts(dir);
  const name = VIEWS.includes(path) ? 'index.html' : path.slice('/room/'.length);
  const file = within(dir, name);
  if (file === undefined) return NOT_FOUND;
  try {
    return reply(extname(file), await readFile(file));
  } catch {
    return name === 'index.html' ? missing() : NOT_FOUND;
  }
}

/** The room's fonts alone, for the city's other pages: a machine may have no Korean type. */
async function fonts(dir: string): Promise<Reply> {
  const styles = await readFile(join(dir, 'main.css'), 'utf8').catch(() => '');
  return reply('.css', Buffer.from((styles.match(/@font-face\s*\{[^}]*\}/g) ?? []).join('\n')));
}

/** The file's path, or undefined when it would lie outside the folder. */
function within(dir: string, name: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(name);
  } catch {
    return undefined;
  }
  const file = normalize(join(dir, decoded));
  return file.startsWith(dir + sep) && !decoded.includes('\0') ? file : undefined;
}

function reply(extension: string, body: Buffer): Reply {
  const type = TYPES[extension] ?? 'application/octet-stream';
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, cookies: [], body };
}

function missing(): Reply {
  return htmlReply(
    503,
    '채팅방이 아직 없습니다',
    `<h1>채팅방이 아직 만들어지지 않았습니다</h1>
<p><code>npm run build</code>를 실행한 뒤 이 화면을 새로 고치세요.<br>
<span lang="en">The room has not been built yet. Run <code>npm run build</code>, then reload this page.</span></p>
<p><a href="/">처음으로</a></p>`,
  );
}
