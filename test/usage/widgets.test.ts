import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageEvent } from '../../lib/usage/event.ts';
import { merge, rollupOf, topOf } from '../../lib/usage/rollup.ts';
import { groupQuestions } from '../../lib/usage/unanswered.ts';
import { describeWidgets, WIDGET_NAMES, WIDGETS, type WidgetName } from '../../lib/usage/widgets/list.ts';
import { html } from '../../lib/usage/widgets/markup.ts';
import { readWidgetRequest } from '../../lib/usage/widgets/request.ts';
import type { WidgetInput } from '../../lib/usage/widgets/widget.ts';
import { DAY, NOON, turn } from './factories.ts';

/** Figures of one day, read from what a test gives. */
function inputOf(events: readonly UsageEvent[], titles: Record<string, string> = {}): WidgetInput {
  const rollup = rollupOf(events);
  const questions = events
    .filter(({ words }) => words)
    .map(({ words = '', at }) => ({ words, at, lack: 'notFound' as const }));
  return {
    reader: {
      readRollups: async () => (events.length === 0 ? [] : [{ period: '2026-11-24', rollup, users: 3 }]),
      topEntries: async ({ limit }) => topOf(merge([rollup]).entries, limit),
      unanswered: async () => ({ groups: groupQuestions(questions), complete: true }),
    },
    range: { from: '2026-11-18', to: '2026-11-24' },
    titles: { field: (id) => titles[id], entry: (id) => titles[id] },
    now: NOON,
  };
}

const draw = async (name: WidgetName, ...given: Parameters<typeof inputOf>) =>
  (await WIDGETS[name].draw(inputOf(...given))).html;

const textOf = (markup: string) =>
  markup
    .replace(/<svg.*?<\/svg>/g, '')
    .replace(/<[^>]+>/g, '|')
    .replace(/\|+/g, '|');

describe('the widgets', () => {
  it('show users, questions and the share answered without a person in words and numbers', async () => {
    const outcomes = ['answered', 'answered', 'notFound', 'person', 'menu', 'talk', 'choose'] as const;
    const text = textOf(
      await draw(
        'users',
        outcomes.map((outcome) => turn({ outcome, latencyMs: 10 })),
      ),
    );
    expect(text).toContain('|11월 24일 (화)|3|7|4 |50%|1|0|0 / 0|');
    expect(text).toContain('질문 4건');
    expect(text).toContain('절반은 10ms');
  });

  it('name fields and entries by their titles, by their ids where the content has them no more', async () => {
    const events = [turn({ field: 'passport', entry: 'p1' }), turn({ field: 'passport', entry: 'gone' })];
    const text = textOf(await draw('top', events, { passport: '여권', p1: '여권은 얼마예요?' }));
    expect(text).toContain('|여권|2 |0|0|');
    expect(text).toContain('|여권은 얼마예요?|1 |0|0|');
    expect(text).toContain('|gone|1 |');
  });

  it('list questions that found nothing, most frequent first', async () => {
    const events = ['캠핑장', '드론', '드론 '].map((words) => turn({ outcome: 'notFound', words }));
    const text = textOf(await draw('unanswered', events));
    expect(text.indexOf('|드론|2 |')).toBeGreaterThan(0);
    expect(text.indexOf('|드론|2 |')).toBeLessThan(text.indexOf('|캠핑장|1 |'));
  });

  it.each(WIDGET_NAMES)('%s says so when there is nothing yet', async (name) => {
    expect(textOf(await draw(name, []))).toMatch(/아직|없어요/);
  });

  it.each(WIDGET_NAMES)(
    '%s can be read aloud: captions, headed rows and columns, hidden pictures',
    async (name) => {
      const markup = await draw(name, [turn({ outcome: 'notFound', words: '드론', field: 'f', entry: 'e' })]);
      const count = (part: RegExp) => markup.match(part)?.length ?? 0;
      expect(count(/<table/g)).toBeGreaterThan(0);
      expect(count(/<caption/g)).toBe(count(/<table/g));
      expect(count(/<th (?!scope="(col|row)")/g)).toBe(0);
      expect(count(/<th scope="row"/g)).toBe(count(/<tr>/g) - count(/<thead/g));
      expect(count(/<svg/g)).toBe(count(/<svg aria-hidden="true"/g));
    },
  );

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '</td></table><h1>',
    '<cwdb-action action="call">',
    '&lt;b&gt;',
    '\u202egnp.exe\u0000',
  ])('show %j as the text it is', async (hostile) => {
    const events = [turn({ outcome: 'notFound', words: hostile })];
    const plain = await draw('unanswered', [turn({ outcome: 'notFound', words: 'X' })]);
    const markup = await draw('unanswered', events);
    const tags = (text: string) => text.match(/<[^>]*>/g);
    expect(tags(markup)).toEqual(tags(plain));
    expect(tags(await draw('fields', [turn({ field: 'f' })], { f: hostile }))).toEqual(
      tags(await draw('fields', [turn({ field: 'f' })], { f: 'X' })),
    );
    expect(markup).not.toMatch(/[\u0000\u202e]/);
  });

  it('let no text out of its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`<p title="${text}">${text}</p>`.html).toMatch(/^<p title="[^"<>`]*">[^<>]*<\/p>$/);
      }),
    );
  });
});

describe('the call of a dashboard', () => {
  const draw = (widgetContext: unknown, now = NOON) =>
    readWidgetRequest({ widget: 'users', widgetContext }, now);
  const day = (text: string) => Date.parse(`${text}T00:00:00+09:00`);

  it('draws the range of the dashboard, in Korean days', () => {
    const timeRange = { mode: 'absolute', start: day('2026-11-20'), end: day('2026-11-22') };
    expect(draw({ timeRange })).toMatchObject({
      kind: 'draw',
      range: { from: '2026-11-20', to: '2026-11-21' },
    });
  });

  it('draws what the dashboard was zoomed into', () => {
    const zoom = { start: day('2026-11-21'), end: day('2026-11-21') + 1000 };
    const timeRange = { start: day('2026-11-01'), end: day('2026-11-30'), zoom };
    expect(draw({ timeRange })).toMatchObject({ range: { from: '2026-11-21', to: '2026-11-21' } });
  });

  it('draws the last seven days where no range is given, and a year at most', () => {
    expect(draw(undefined)).toMatchObject({ range: { from: '2026-11-18', to: '2026-11-24' } });
    expect(draw({ params: {} })).toMatchObject({ range: { from: '2026-11-18', to: '2026-11-24' } });
    const { range } = draw({ timeRange: { start: NOON - 5000 * DAY, end: NOON } }) as {
      range: { from: string };
    };
    expect(range.from).toBe('2025-10-21');
  });

  it.each([{ widget: 'nonsense' }, {}, null, 'x', { widget: '__proto__' }])(
    'is unknown when it is %j',
    (event) => {
      expect(readWidgetRequest(event, NOON)).toEqual({ kind: 'unknown' });
    },
  );

  it('can ask for the widgets’ description, which names them all', () => {
    expect(readWidgetRequest({ describe: true }, NOON)).toEqual({ kind: 'describe' });
    for (const name of WIDGET_NAMES) expect(describeWidgets()).toContain(`\`${name}\``);
  });
});
