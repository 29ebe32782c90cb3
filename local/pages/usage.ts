/** `/usage`: the custom widgets of the dashboard, drawn by the same function that CloudWatch calls. */

import type { Reply } from '../gateway/reply.ts';
import type { Invoked } from '../lambda/environment.ts';
import { escapeHtml, htmlReply } from './html.ts';

const WIDGETS = [
  ['users', '이용자와 질문', 'Users and questions'],
  ['top', '많이 찾은 분야와 질문', 'Top fields and entries'],
  ['unanswered', '답을 찾지 못한 질문', 'Questions that found nothing'],
] as const;

/** What a dashboard shows when nobody chose a range, ms. */
const SHOWN_MS = 7 * 24 * 60 * 60 * 1000;

/** Draws the page for the week before `now` (epoch ms, the city's clock); `invoke` calls the widgets function, undefined when the template has none. */
export async function usagePage(
  invoke: ((payload: Buffer) => Promise<Invoked>) | undefined,
  now: number,
): Promise<Reply> {
  const drawn = await Promise.all(
    WIDGETS.map(async ([widget, korean, english]) => {
      const html = invoke === undefined ? missing() : await draw(invoke, widget, now);
      return `<section aria-labelledby="${widget}"><h2 id="${widget}">${korean} <span lang="en">${english}</span></h2><div class="drawn" tabindex="0" role="group" aria-labelledby="${widget}">${html}</div></section>`;
    }),
  );
  const title = '이용 현황';
  return htmlReply(
    200,
    `${title} · Usage`,
    `<h1>${title} <span lang="en">Usage</span></h1>${drawn.join('\n')}<p><a href="/">처음으로</a></p>`,
  );
}

/** CloudWatch shows a returned string as HTML, anything else as JSON. */
async function draw(
  invoke: (payload: Buffer) => Promise<Invoked>,
  widget: string,
  now: number,
): Promise<string> {
  const timeRange = { start: now - SHOWN_MS, end: now };
  const { payload, failed } = await invoke(
    Buffer.from(JSON.stringify({ widget, widgetContext: { params: { widget }, timeRange } })),
  );
  const output = readJson(payload);
  if (!failed && typeof output === 'string') return output;
  return `<pre>${escapeHtml(JSON.stringify(output, null, 1))}</pre>`;
}

function readJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return payload.toString();
  }
}

function missing(): string {
  return '<p>템플릿에 <code>widgets</code> 함수가 없습니다. <span lang="en">The template has no widgets function.</span></p>';
}
