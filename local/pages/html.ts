/** A plain page of the local city. */

import type { Reply } from '../gateway/reply.ts';

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Style sheet with the Korean type that the room brings along. */
export const FONTS_PATH = '/room/fonts.css';

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 1.0625rem/1.6 'Pretendard Variable', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', system-ui, sans-serif;
    max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
  h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
  h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
  td code { overflow-wrap: anywhere; }
  .drawn { overflow-x: auto; }
  .drawn th, .drawn td { white-space: nowrap; }
  code, pre { font: .9375rem/1.5 ui-monospace, Menlo, Consolas, monospace; }
  pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid #8886; border-radius: .5rem; }
  a { color: LinkText; text-underline-offset: .2em; }
  :root { --accent: #1f6b60; --edge: #7f8c9c; }
  @media (prefers-color-scheme: dark) { :root { --accent: #7fd3c4; } }
  h1 { border-left: .35rem solid var(--accent); padding-left: .75rem; }
  .ways { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }
  .ways a { display: block; padding: .6rem 1rem; border: 1px solid currentColor; border-radius: .5rem; font-weight: 600; text-decoration: none; color: var(--accent); }
  .ways a:hover { text-decoration: underline; }
`;

/** A whole page around a body (trusted HTML). */
export function page(title: string, body: string, lang = 'ko'): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${FONTS_PATH}">
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Answers with a page around a body (trusted HTML). */
export function htmlReply(status: number, title: string, body: string, lang = 'ko'): Reply {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, cookies: [], body: Buffer.from(page(title, body, lang)) };
}
