/** From a skill's response to what is drawn: cutting, reading, and no crash on anything. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSkillResponse, LIMITS } from '../../lib/kakao/index.ts';
import { readGallery } from '../../local/kakao/gallery.ts';
import { judge } from '../../local/kakao/verdict.ts';
import { readReply } from '../../web/room/bubbles/read.ts';

const SAMPLES = new URL('../../../shared/kakao/samples/responses/', import.meta.url);
const samples = (folder: string): [name: string, text: string][] =>
  existsSync(SAMPLES)
    ? readdirSync(new URL(folder, SAMPLES))
        .filter((name) => name.endsWith('.json'))
        .map((name) => [name, readFileSync(new URL(`${folder}/${name}`, SAMPLES), 'utf8')])
    : [];

const effectsOf = (value: unknown) =>
  checkSkillResponse(value)
    // What is missing cannot be cut.
    .filter(({ rule }) => !rule.endsWith('.required'))
    .map(({ rule }) => LIMITS[rule].effect);
const one = (output: unknown) => readReply({ version: '2.0', template: { outputs: [output] } }).bubbles[0];

describe.skipIf(!existsSync(SAMPLES))('samples of the contract (../shared is here)', () => {
  test.each(samples('invalid'))('%s: nothing for drop, cut for cut, a remark for the rest', (_, text) => {
    const verdict = judge(text);
    expect(verdict.notes.length).toBeGreaterThan(0);
    if (verdict.notes.some(({ effect }) => effect === 'drop')) expect(verdict.kind).toBe('refused');
    else if (verdict.kind !== 'refused') {
      const left = effectsOf(verdict.response);
      expect(left).not.toContain('cut');
      expect(left).not.toContain('cut or drop');
    }
  });

  test.each(samples('valid'))('%s is shown whole', (_, text) => {
    const verdict = judge(text);
    expect(verdict).toMatchObject({ notes: [], response: JSON.parse(text) });
    const { template } = JSON.parse(text);
    expect(readReply(JSON.parse(text)).bubbles).toHaveLength(template?.outputs?.length ?? 0);
    expect(readReply(JSON.parse(text)).quickReplies).toHaveLength(template?.quickReplies?.length ?? 0);
  });

  test('are what the gallery shows; without them it has tiles of its own for every component', async () => {
    expect((await readGallery()).source).toBe('samples');
  });
});

test('the built-in gallery has every component, and one response that Kakao refuses', async () => {
  const { source, examples } = await readGallery('/nowhere');
  const kinds = examples.flatMap(({ response }) => readReply(response).bubbles.map(({ kind }) => kind));
  expect(source).toBe('built-in');
  expect(new Set(kinds)).toEqual(
    new Set(['text', 'image', 'textCard', 'basicCard', 'commerceCard', 'listCard', 'itemCard', 'carousel']),
  );
  expect(examples.filter(({ shown }) => !shown)).toHaveLength(1);
});

describe('reading', () => {
  test('buttons stand side by side under a square picture, unless buttonLayout says otherwise', () => {
    const card = { thumbnail: { imageUrl: 'https://a.example/b.png', fixedRatio: true }, title: '가' };
    expect(one({ basicCard: card })).toMatchObject({ sideBySide: true });
    expect(one({ basicCard: { ...card, buttonLayout: 'vertical' } })).toMatchObject({ sideBySide: false });
    expect(one({ textCard: { title: '가', buttonLayout: 'horizontal' } })).toMatchObject({
      sideBySide: true,
    });
  });

  test('a price is the discounted one, else price less discount; the rate needs the discounted price', () => {
    const base = { price: 10_000, thumbnails: [] };
    expect(one({ commerceCard: { ...base, discount: 1000 } })).toMatchObject({
      pays: 9000,
      discount: '1,000원 할인',
    });
    expect(
      one({ commerceCard: { ...base, discountRate: 50, discountedPrice: 5000, discount: 1 } }),
    ).toMatchObject({
      pays: 5000,
      discount: '50%',
    });
    expect(one({ commerceCard: { ...base, discountRate: 50 } })).not.toHaveProperty('discount');
  });

  test('a row with an action is pressed, with a link followed, else only read', () => {
    const link = { web: 'https://a.example/', pc: 'https://b.example/' };
    const items = [
      { title: '하나', action: 'message', messageText: '일', link },
      { title: '둘', link },
      { title: '셋' },
    ];
    expect(one({ listCard: { header: { title: '가' }, items } })).toMatchObject({
      rows: [
        { deed: { kind: 'press', press: { messageText: '일' } } },
        { deed: { kind: 'link', url: 'https://a.example/' } },
        { title: '셋' },
      ],
    });
  });

  test('a script address is no link', () => {
    const button = { label: '가', action: 'webLink', webLinkUrl: 'javascript:alert(1)' };
    expect(one({ textCard: { title: '가', buttons: [button] } })).toMatchObject({ buttons: [] });
  });

  test('a forward icon shows only without buttons', () => {
    expect(one({ textCard: { title: '가', forwardable: true } })).toMatchObject({ forwardable: true });
    const buttons = [{ label: '가', action: 'share' }];
    expect(one({ textCard: { title: '가', forwardable: true, buttons } })).toMatchObject({
      forwardable: false,
    });
  });

  test('anything in, no crash out', () => {
    const names = [
      'simpleText',
      'simpleImage',
      'textCard',
      'basicCard',
      'commerceCard',
      'listCard',
      'itemCard',
      'carousel',
    ];
    const keys = [
      'title',
      'description',
      'items',
      'buttons',
      'thumbnail',
      'thumbnails',
      'header',
      'type',
      'text',
      'itemList',
      'label',
      'action',
    ];
    const part = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(...names, 'message', 'block', '', null, 5, true, 'https://a.example'),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 5 }),
      ),
    })).any;
    const outputs = fc.array(fc.dictionary(fc.constantFrom(...names), part, { maxKeys: 2 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(outputs, fc.array(part), (given, quickReplies) => {
        const response = { version: '2.0', template: { outputs: given, quickReplies } };
        expect(Array.isArray(readReply(response).bubbles)).toBe(true);
        expect(['shown', 'refused']).toContain(judge(JSON.stringify(response)).kind);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readReply(value).quickReplies).toEqual([]);
      }),
    );
  });
});
