import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseSkillResponse, checkSkillResponse, LIMITS } from '../../lib/kakao/index.ts';
import { ABSENT, HAS_SAMPLES, KAKAO, planted, textsIn } from './samples.ts';

const RESPONSES = `${KAKAO}samples/responses`;

function found(response: unknown): string[] {
  return checkSkillResponse(response).map(({ path, rule }) => `${path} ${rule}`);
}

function answer(...outputs: unknown[]) {
  return { version: '2.0', template: { outputs } };
}

describe.skipIf(!HAS_SAMPLES)(`sample responses${ABSENT}`, () => {
  it.each(planted())('$file breaks exactly $rule', ({ file, path, rule }) => {
    expect(found(readFileSync(`${RESPONSES}/invalid/${file}`, 'utf8'))).toEqual([`${path} ${rule}`]);
  });

  it.each(textsIn(`${RESPONSES}/valid`))('$file is valid', ({ text }) => {
    expect(found(text)).toEqual([]);
    expect(found(JSON.parse(text))).toEqual([]);
  });

  it('names every rule of the contract, and no other', () => {
    expect(Object.keys(LIMITS).toSorted()).toEqual(rulesInContract().toSorted());
  });
});

/** Names in the table of section 6: '`a.b.required` / `.format`' is two rules, `a.b.required` and `a.b.format`. */
function rulesInContract(): string[] {
  const section = /## 6 [\s\S]*?(?=\n## 7 )/.exec(readFileSync(`${KAKAO}CONTRACT.md`, 'utf8'))?.[0] ?? '';
  const cells = section.split('\n').flatMap((row) => /^\| (`[^|]+) \|/.exec(row)?.[1] ?? []);
  return cells.flatMap((cell) => {
    const [first = '', ...others] = [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    const stem = first.slice(0, first.lastIndexOf('.'));
    const parent = stem.slice(0, stem.lastIndexOf('.'));
    return [first, ...others.map((name) => fullName(name, stem, parent))];
  });
}

function fullName(name: string, stem: string, parent: string): string {
  if (!name.startsWith('.')) return name;
  return name.split('.').length > 2 ? `${parent}${name}` : `${stem}${name}`;
}

describe('a broken response', () => {
  it('is told from text, bytes and value alike', () => {
    const text = '{"version":"2.0","template":{"outputs":[]}}';
    for (const response of [text, new TextEncoder().encode(text), JSON.parse(text)]) {
      expect(found(response)).toEqual(['$.template.outputs template.outputs.count']);
    }
  });

  it('that is no JSON says so and nothing else', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    for (const response of ['{', '', '\uFEFF{}', new Uint8Array([0x7b, 0xff, 0x7d]), cyclic, { big: 1n }]) {
      expect(found(response)).toEqual(['$ response.json']);
    }
  });

  it('is measured by the bytes of the text that would be sent', () => {
    const spaced = `${JSON.stringify(answer({ simpleText: { text: '안녕' } })).slice(0, -1)}${' '.repeat(31_000)}}`;
    expect(found(spaced)).toEqual(['$ response.size']);
    expect(found(JSON.parse(spaced))).toEqual([]);
  });

  it('reports a length, not the sum it also breaks', () => {
    const card = { title: '가'.repeat(51), description: '나'.repeat(390) };
    expect(found(answer({ textCard: card }))).toEqual([
      '$.template.outputs[0].textCard.title textCard.title.length',
    ]);
  });

  it('reports a label once, by the wider of the two limits it breaks', () => {
    const button = { action: 'share', label: '열다섯자보다 긴 이름의 버튼' };
    const card = {
      title: '제목',
      buttons: [button, { action: 'share', label: '공유' }],
      buttonLayout: 'horizontal',
    };
    expect(found(answer({ textCard: card }))).toEqual([
      '$.template.outputs[0].textCard.buttons[0].label button.label.length',
    ]);
  });

  it('is not searched for faults in a template that must not be there', () => {
    expect(found({ version: '2.0', useCallback: true, template: {} })).toEqual([
      '$.template useCallback.template',
    ]);
  });

  it('counts null as absent', () => {
    expect(
      found({ ...answer({ simpleText: { text: '네' }, textCard: null }), context: null, data: null }),
    ).toEqual([]);
    expect(found({ version: '2.0', template: null })).toEqual(['$.template template.required']);
  });

  it('does not take inherited members for its own', () => {
    const text = '{"version":"2.0","template":{"outputs":[{"__proto__":{"simpleText":{"text":"x"}}}]}}';
    expect(found(text)).toEqual(['$.template.outputs[0] output.component']);
  });

  it('shows a key with a dot in brackets', () => {
    const values = [{ name: 'a', lifeSpan: 1, params: { 'a.b': 1, 동: 2 } }];
    expect(found({ version: '2.0', context: { values } })).toEqual([
      '$.context.values[0].params["a.b"] context.value.params.type',
      '$.context.values[0].params.동 context.value.params.type',
    ]);
  });

  it.each([
    ['₩12,000', true],
    ['12.50 USD', true],
    ['1,000 원', true],
    ['원', false],
    ['12.345', false],
    ['약 5원', false],
  ])('takes %s as an amount: %s', (description, valid) => {
    const card = {
      itemList: [{ title: '품목', description: '의자' }],
      itemListSummary: { title: '합계', description },
    };
    expect(found(answer({ itemCard: card })).length === 0).toBe(valid);
  });
});

describe('any JSON', () => {
  it('gets a verdict, as text and as value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(Array.isArray(checkSkillResponse(text))).toBe(true);
        expect(Array.isArray(checkSkillResponse(JSON.parse(text)))).toBe(true);
        expect(Array.isArray(adviseSkillResponse(JSON.parse(text)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('may stand in any place of a valid answer', () => {
    const names = ['simpleText', 'textCard', 'basicCard', 'commerceCard', 'listCard', 'itemCard', 'carousel'];
    const keys = [
      'title',
      'items',
      'itemList',
      'thumbnail',
      'thumbnails',
      'buttons',
      'head',
      'header',
      'type',
      'link',
    ];
    const part = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue(), { maxKeys: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...names), part, fc.jsonValue(), (name, component, other) => {
        const response = {
          version: '2.0',
          template: { outputs: [{ [name]: component }, other], quickReplies: other },
        };
        for (const { path, rule } of checkSkillResponse(response)) {
          expect(path.startsWith('$')).toBe(true);
          expect(LIMITS).toHaveProperty([rule]);
        }
        adviseSkillResponse(response);
      }),
      { numRuns: 500 },
    );
  });

  it('may be nested 100,000 deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(found(deep)).toEqual(['$ response.object']);
    expect(found(`{"version":"2.0","template":${deep}}`)).toContain('$.template template.required');
  });
});

describe('advice', () => {
  function advised(template: unknown): string[] {
    return adviseSkillResponse({ version: '2.0', template }).map(({ path, rule }) => `${path} ${rule}`);
  }
  const call = { action: 'phone', label: '전화하기', phoneNumber: '031-644-2000' };

  it('asks for a number that only a phone button knows', () => {
    const card = { title: '문의', buttons: [call] };
    expect(advised({ outputs: [{ textCard: card }] })).toEqual([
      '$.template.outputs[0].textCard.buttons[0].phoneNumber advice.phoneNumber.in.text',
    ]);
    for (const said of ['031-644-2000', '(031) 644-2000', '031 644 2000']) {
      expect(advised({ outputs: [{ simpleText: { text: `문의 ${said}` } }, { textCard: card }] })).toEqual(
        [],
      );
    }
  });

  it('finds images without alternative text, texts without words, and what phones cut', () => {
    const listCard = { header: { title: '분야' }, items: [{ title: '가'.repeat(19) }] };
    const outputs = [
      { simpleText: { text: '🏛️👇' } },
      { simpleImage: { imageUrl: 'https://a.kr/i.png' } },
      { listCard },
    ];
    const quickReplies = [{ action: 'message', label: '가'.repeat(15), messageText: '가' }];
    expect(advised({ outputs, quickReplies }).map((line) => line.split(' ')[1])).toEqual([
      'advice.text.words',
      'advice.altText',
      'advice.listCard.title.length',
      'advice.quickReply.label.length',
    ]);
  });
});
