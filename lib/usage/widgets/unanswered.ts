/** Questions that found nothing: what a clerk could write next. */

import type { LackingGroup } from '../unanswered.ts';
import { html, type Markup } from './markup.ts';
import { bar, type Column, counted, dayName, table } from './table.ts';
import type { Titles, Widget } from './widget.ts';

const SHOWN = 30;

/** Masked words, grouped, most frequent first. */
export const unansweredWidget: Widget = {
  about: '답을 찾지 못한 질문을 개인정보를 가린 말로 보여 줍니다. 같은 말은 한 줄로 모읍니다.',
  draw: async ({ reader, range, titles, now }) => {
    const { groups, complete } = await reader.unanswered({ ...range, now });
    const shown = groups.slice(0, SHOWN);
    return html`${table({
      caption: '답을 찾지 못한 질문',
      columns: columnsOf(shown, titles),
      rows: shown,
      empty: '이 기간에는 없어요. 질문을 저장하지 않는 도시에서는 늘 비어 있어요.',
    })}${rest(groups.length - shown.length, complete)}`;
  },
};

function columnsOf(groups: readonly LackingGroup[], titles: Titles): Column<LackingGroup>[] {
  const most = Math.max(...groups.map(({ count }) => count));
  return [
    { head: '질문', cell: ({ words }) => words },
    { head: '횟수', number: true, cell: ({ count }) => bar(count, most) },
    {
      head: '무엇을 보았나',
      cell: ({ count, notFound }) => (notFound * 2 >= count ? '못 찾음' : '비슷한 질문만'),
    },
    { head: '분야', cell: ({ field }) => (field === undefined ? '없음' : (titles.field(field) ?? field)) },
    { head: '마지막', cell: ({ lastAt }) => dayName(lastAt) },
  ];
}

function rest(hidden: number, complete: boolean): Markup {
  const more = hidden > 0 ? html`<p>이 밖에 ${counted(hidden)}가지가 더 있어요.</p>` : html``;
  const cut = complete ? html`` : html`<p>질문이 너무 많아 최근 것만 셌어요. 기간을 줄여 보세요.</p>`;
  return html`${more}${cut}`;
}
