import { beforeAll, describe, expect, it } from 'vitest';
import type { Content } from '../../lib/content/types.ts';
import type { Book } from '../../lib/dialogue/book.ts';
import { takeTurn } from '../../lib/dialogue/take-turn.ts';
import { adviseSkillResponse, checkSkillResponse } from '../../lib/kakao/index.ts';
import { bookOf, icheon, textOf, turnOf } from './factories.ts';

let content: Content;
let book: Book;
beforeAll(async () => {
  content = await icheon();
  book = bookOf(content);
});

const press = (extra: Record<string, unknown>, asked = '버튼') =>
  takeTurn(turnOf(book, asked, { extra })).outcomes;
const entries = () => book.fields.flatMap((field) => field.entries);

describe('every reply that the published content can make', () => {
  it('is valid for Kakao: each entry, also with the longest lines around it', () => {
    expect(entries().length).toBeGreaterThanOrEqual(110);
    for (const entry of entries()) {
      const { reply, outcome } = press({ skill: 'answer', entry: entry.id });
      expect(checkSkillResponse(reply), entry.id).toEqual([]);
      expect(outcome).toBe('answered');
    }
  });

  it('is valid with an identifier notice and with content of an old date', () => {
    const old = bookOf(content, '2026-01-01');
    for (const entry of entries()) {
      const turn = turnOf(old, '900101-1234567', { extra: { skill: 'answer', entry: entry.id } });
      const { reply } = takeTurn(turn).outcomes;
      expect(checkSkillResponse(reply), entry.id).toEqual([]);
      expect(textOf(reply)).toContain('저장하지 않았어요');
    }
  });

  it('is valid for every field page, notice list and guide group', () => {
    for (const field of book.fields) {
      for (const page of [1, 2, 99])
        expect(checkSkillResponse(press({ skill: 'fields', field: field.id, page }).reply)).toEqual([]);
    }
    for (const group of ['hall', 'office', 'town', 'facility']) {
      expect(checkSkillResponse(press({ skill: 'guide', group }).reply), group).toEqual([]);
    }
    expect(checkSkillResponse(press({ skill: 'notices' }).reply)).toEqual([]);
    expect(checkSkillResponse(press({ skill: 'welcome' }).reply)).toEqual([]);
  });

  it('is valid for whatever the entries are asked with', () => {
    for (const phrasing of entries().flatMap((entry) => entry.phrasings)) {
      const { reply } = takeTurn(turnOf(book, phrasing)).outcomes;
      expect(checkSkillResponse(reply), phrasing).toEqual([]);
    }
  });

  it('says each phone number in words too, since phone buttons do not show on a PC', () => {
    for (const entry of entries()) {
      const { reply } = press({ skill: 'answer', entry: entry.id });
      const rules = adviseSkillResponse(reply).map((advice) => `${advice.rule} ${advice.path}`);
      expect(
        rules.filter((rule) => rule.includes('phone')),
        entry.id,
      ).toEqual([]);
    }
  });
});

describe('an answer', () => {
  it('carries its source, department and date of review', () => {
    for (const entry of entries()) {
      const text = textOf(press({ skill: 'answer', entry: entry.id }).reply);
      expect(text).toContain('출처 ');
      expect(text).toContain(`담당 ${entry.department}`);
      expect(text).toContain('2026-11-24 검토');
    }
  });

  it('shows the date of what must be confirmed again, and names what is not known yet', () => {
    for (const entry of entries()) {
      const text = textOf(press({ skill: 'answer', entry: entry.id }).reply);
      if (entry.facts.some((fact) => fact.recheck)) expect(text).toContain('확인해 주세요');
      for (const gap of entry.missing) expect(text).toContain(gap);
    }
  });

  it('leads on: back to the field, to all fields, to a person', () => {
    for (const entry of entries()) {
      const labels =
        press({ skill: 'answer', entry: entry.id }).reply.template?.quickReplies?.map(
          (reply) => reply.label,
        ) ?? [];
      expect(labels).toEqual(
        expect.arrayContaining(['전체 분야', '1:1채팅상담', book.field(entry.field)?.name]),
      );
    }
  });

  it('of a button that is older than the content says so kindly', () => {
    const { reply, outcome } = press({ skill: 'answer', entry: 'no-such-entry' });
    expect(outcome).toBe('notFound');
    expect(textOf(reply)).toContain('다시 찾아');
  });
});
