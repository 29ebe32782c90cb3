/** Users and questions, day by day; over more than two months, month by month. */

import { latencyWithin } from '../latency.ts';
import { daysBetween, startOf } from '../periods.ts';
import type { RollupRow } from '../reader.ts';
import { answeredIn, merge, questionsIn, type Rollup } from '../rollup.ts';
import { html, type Markup } from './markup.ts';
import { bar, type Column, counted, dayName, monthName, share, table } from './table.ts';
import type { Widget } from './widget.ts';

const DAYS_SHOWN = 62;

/** Users, questions, the share answered without a person, feedback and time to answer. */
export const usersWidget: Widget = {
  about: '날짜별 이용자와 질문, 사람 없이 답한 비율, 도움이 되었는지, 상담 연결을 보여 줍니다.',
  draw: async ({ reader, range }) => {
    const by = daysBetween(range.from, range.to).length > DAYS_SHOWN ? 'month' : 'day';
    const rows = await reader.readRollups({ ...range, by });
    const whole = merge(rows.map(({ rollup }) => rollup));
    return html`${summary(whole)}${table({
      caption: by === 'day' ? '날짜별 이용' : '달별 이용',
      columns: columnsOf(rows),
      rows,
      empty: '이 기간에는 아직 대화가 없어요.',
    })}`;
  },
};

function summary(whole: Rollup): Markup {
  const questions = questionsIn(whole);
  if (questions === 0) return html``;
  const [half, most] = [latencyWithin(whole.latency, 0.5), latencyWithin(whole.latency, 0.95)];
  return html`<p>질문 ${counted(questions)}건 가운데 <strong>${share(answeredIn(whole), questions)}</strong>를 사람 없이 답했어요. 답하는 데 절반은 ${half}ms, 95%는 ${most}ms 안에 끝났어요.</p>`;
}

function columnsOf(rows: readonly RollupRow[]): Column<RollupRow>[] {
  const most = Math.max(...rows.map(({ rollup }) => questionsIn(rollup)));
  return [
    { head: '기간', cell: ({ period }) => nameOf(period) },
    { head: '이용자', number: true, cell: ({ users }) => counted(users) },
    { head: '대화', number: true, cell: ({ rollup }) => counted(rollup.turns) },
    { head: '질문', number: true, cell: ({ rollup }) => bar(questionsIn(rollup), most) },
    {
      head: '사람 없이 답함',
      number: true,
      cell: ({ rollup }) => share(answeredIn(rollup), questionsIn(rollup)),
    },
    { head: '못 찾음', number: true, cell: ({ rollup }) => counted(rollup.outcomes.notFound ?? 0) },
    { head: '상담 연결', number: true, cell: ({ rollup }) => counted(rollup.handoffs) },
    {
      head: '도움 됨 / 안 됨',
      number: true,
      cell: ({ rollup }) => `${counted(rollup.helped)} / ${counted(rollup.notHelped)}`,
    },
  ];
}

function nameOf(period: string): string {
  return period.length === 7 ? monthName(period) : dayName(startOf(period));
}
