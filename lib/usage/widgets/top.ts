/** Fields and entries that citizens reached most. */

import { merge, type Rollup, type Tally, topOf } from '../rollup.ts';
import { html, type Markup } from './markup.ts';
import { bar, type Column, counted, table } from './table.ts';
import type { Titles, Widget, WidgetInput } from './widget.ts';

/** All twelve fields of a city, and some more for one that has more. */
const FIELDS_SHOWN = 20;
const ENTRIES_SHOWN = 15;
const EMPTY = '이 기간에는 아직 없어요.';

type Ranked = { readonly id: string } & Tally;

/** Fields only. */
export const fieldsWidget: Widget = {
  about: '분야별로 몇 번 찾았는지, 도움이 되었는지 보여 줍니다.',
  draw: async (input) => fieldTable(await figuresOf(input), input.titles),
};

/** Fields and entries. */
export const topWidget: Widget = {
  about: '많이 찾은 분야와 질문을 보여 줍니다.',
  draw: async (input) => {
    const figures = await figuresOf(input);
    return html`${fieldTable(figures, input.titles)}${entryTable(figures, input.titles)}`;
  },
};

async function figuresOf({ reader, range }: WidgetInput): Promise<Rollup> {
  const days = await reader.readRollups({ ...range, by: 'day' });
  return merge(days.map(({ rollup }) => rollup));
}

function fieldTable({ fields }: Rollup, titles: Titles): Markup {
  const rows = topOf(fields, FIELDS_SHOWN);
  return table({
    caption: '많이 찾은 분야',
    columns: columnsOf('분야', rows, titles.field),
    rows,
    empty: EMPTY,
  });
}

function entryTable({ entries }: Rollup, titles: Titles): Markup {
  const rows = topOf(entries, ENTRIES_SHOWN);
  return table({
    caption: '많이 찾은 질문',
    columns: columnsOf('질문', rows, titles.entry),
    rows,
    empty: EMPTY,
  });
}

function columnsOf(
  head: string,
  rows: readonly Ranked[],
  titleOf: (id: string) => string | undefined,
): Column<Ranked>[] {
  const most = Math.max(...rows.map(({ turns }) => turns));
  return [
    { head, cell: ({ id }) => titleOf(id) ?? id },
    { head: '횟수', number: true, cell: ({ turns }) => bar(turns, most) },
    { head: '도움 됨', number: true, cell: ({ helped }) => counted(helped) },
    { head: '도움 안 됨', number: true, cell: ({ notHelped }) => counted(notHelped) },
  ];
}
