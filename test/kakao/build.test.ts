import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Button,
  basicCard,
  buttons,
  callbackAck,
  carousel,
  checkSkillResponse,
  commerceCard,
  contextValue,
  fitSideBySide,
  itemCard,
  KakaoLimitError,
  listCard,
  listItem,
  type Output,
  parseCallbackReply,
  quickReply,
  type SkillResponse,
  simpleImage,
  simpleText,
  skillResponse,
  textCard,
  thumbnail,
} from '../../lib/kakao/index.ts';

const image = thumbnail({ imageUrl: 'https://img.city.example/a.png', altText: '시청 정면' });
const rows = [{ title: '장소', description: '민원실' }];

describe('a card', () => {
  it('carries its buttons as Kakao writes them', () => {
    const all = [
      buttons.message('준비물 보기', { extra: { entry: 'passport' } }),
      buttons.phone('110에 전화', '110'),
      buttons.operator(),
    ];
    expect(textCard({ title: '여권', description: undefined, buttons: all })).toEqual({
      textCard: {
        title: '여권',
        buttons: [
          {
            action: 'message',
            label: '준비물 보기',
            messageText: '준비물 보기',
            extra: { entry: 'passport' },
          },
          { action: 'phone', label: '110에 전화', phoneNumber: '110' },
          { action: 'operator', label: '상담직원 연결' },
        ],
      },
    });
  });

  it('loses its name in a carousel', () => {
    const cards = [textCard({ title: '하나' }), textCard({ title: '둘' })];
    expect(carousel(cards)).toEqual({
      carousel: { type: 'textCard', items: [{ title: '하나' }, { title: '둘' }] },
    });
  });
});

describe('a builder refuses what Kakao would drop or cut', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, index) => listItem.message(`질문 ${index}`));
  const cases: [rule: string, path: string, build: () => unknown][] = [
    ['simpleText.text.required', '$.simpleText.text', () => simpleText(' ')],
    ['simpleText.text.length', '$.simpleText.text', () => simpleText('가'.repeat(1_001))],
    ['advice.altText', '$.altText', () => simpleImage({ imageUrl: 'https://a.kr/i.png', altText: '' })],
    [
      'simpleImage.imageUrl.format',
      '$.simpleImage.imageUrl',
      () => simpleImage({ imageUrl: 'i.png', altText: '나' }),
    ],
    ['textCard.text.required', '$.textCard', () => textCard({})],
    ['textCard.text.sum', '$.textCard', () => textCard({ title: '제목', description: '가'.repeat(399) })],
    [
      'basicCard.title.length',
      '$.basicCard.title',
      () => basicCard({ thumbnail: image, title: '가'.repeat(51) }),
    ],
    ['button.label.length', '$.button.label', () => buttons.share('열다섯 글자가 넘는 버튼 이름')],
    ['button.webLinkUrl.format', '$.button.webLinkUrl', () => buttons.webLink('열기', 'www.icheon.go.kr')],
    ['button.phoneNumber.format', '$.button.phoneNumber', () => buttons.phone('전화', '031) 644-2000')],
    ['button.blockId.required', '$.button.blockId', () => buttons.block('보기', '')],
    ['quickReply.label.required', '$.quickReply.label', () => quickReply.message('')],
    ['listCard.items.count', '$.listCard.items', () => listCard({ header: '질문', items: items(6) })],
    ['listCard.header.required', '$.listCard.header.title', () => listCard({ header: '', items: items(1) })],
    [
      'itemCard.itemList.title.length',
      '$.itemCard.itemList[0].title',
      () => itemCard({ itemList: [{ title: '일곱글자제목임', description: '값' }] }),
    ],
    [
      'itemCard.head-profile',
      '$.itemCard',
      () => itemCard({ itemList: rows, head: '가', profile: { title: '나' } }),
    ],
    [
      'listCard.items.count.carousel',
      '$.carousel.items[0].items',
      () => carousel([listCard({ header: '질문', items: items(5) })]),
    ],
    [
      'carousel.header.unsupported',
      '$.carousel.header',
      () => carousel([textCard({ title: '가' })], { title: '가', description: '나', thumbnail: image }),
    ],
    ['carousel.items.count', '$.carousel.items', () => carousel([])],
    ['context.value.lifeSpan.type', '$.context.lifeSpan', () => contextValue({ name: '가', lifeSpan: -1 })],
    ['template.outputs.count', '$.template.outputs', () => skillResponse({ outputs: [] })],
    [
      'template.quickReplies.count',
      '$.template.quickReplies',
      () =>
        skillResponse({
          outputs: [simpleText('네')],
          quickReplies: Array(11).fill(quickReply.message('네')),
        }),
    ],
    [
      'response.size',
      '$',
      () => skillResponse({ outputs: [simpleText('네')], data: { text: '가'.repeat(11_000) } }),
    ],
  ];
  it.each(cases)('%s at %s', (rule, path, build) => {
    expect(build).toThrow(KakaoLimitError);
    expect(build).toThrow(expect.objectContaining({ rule, path }));
  });
});

describe('a quick reply', () => {
  it('shows a short label and sends the whole one', () => {
    expect(quickReply.message('여권을 잃어버렸을 때 신고하기')).toEqual({
      action: 'message',
      label: '여권을 잃어버렸을 때…',
      messageText: '여권을 잃어버렸을 때 신고하기',
    });
  });
});

describe('a callback', () => {
  it('is announced without a template', () => {
    expect(checkSkillResponse(callbackAck({ text: '찾아보고 있어요.' }))).toEqual([]);
  });

  it('is not announced with data that Kakao would drop', () => {
    expect(() => callbackAck({ text: '가'.repeat(11_000) })).toThrow('response.size');
    expect(() => callbackAck([] as never)).toThrow('data.type');
  });

  it('is answered by a status', () => {
    expect(parseCallbackReply({ taskId: '1', status: 'SUCCESS', message: '', timestamp: 1 })?.status).toBe(
      'SUCCESS',
    );
    expect(parseCallbackReply({ status: 'maybe' })).toBeUndefined();
  });
});

/** Texts with emoji, line breaks and blanks, so that builders refuse some. */
const text = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom('가', '나 ', '1', '.', '\n', '👨‍👩‍👧', ' '), maxLength });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const button: fc.Arbitrary<() => Button> = text(9).chain((label) =>
  fc.constantFrom<() => Button>(
    () => buttons.message(label),
    () => buttons.block(label, 'b1', { extra: { label } }),
    () => buttons.webLink(label, 'https://city.example/x'),
    () => buttons.phone(label, '031-644-2000'),
    () => buttons.share(label),
    () => buttons.operator(label),
  ),
);
const withButtons = fc.record({
  buttons: maybe(fc.array(button, { maxLength: 4 })),
  buttonLayout: maybe(fc.constantFrom('vertical' as const, 'horizontal' as const)),
});
type Layout = { buttons: (() => Button)[] | undefined; buttonLayout: 'vertical' | 'horizontal' | undefined };
const laidOut = ({ buttons: list, buttonLayout }: Layout) => ({
  buttons: list?.map((make) => make()),
  buttonLayout,
});

const single: fc.Arbitrary<() => Output> = fc
  .tuple(maybe(text(60)), maybe(text(420)), withButtons, fc.array(text(12), { maxLength: 11 }), fc.boolean())
  .chain(([title, description, layout, list, fixedRatio]) => {
    const photo = () => thumbnail({ ...image, fixedRatio });
    return fc.constantFrom<() => Output>(
      () => simpleText(description ?? ''),
      () => textCard({ title, description, ...laidOut(layout) }),
      () => basicCard({ thumbnail: photo(), title, description, ...laidOut(layout) }),
      () =>
        commerceCard({
          title,
          description: title ?? '',
          price: list.length,
          thumbnail: photo(),
          buttons: [],
          ...{},
        }),
      () =>
        listCard({
          header: title ?? '',
          items: list.map((row) => listItem.message(row)),
          ...laidOut(layout),
        }),
      () =>
        itemCard({
          itemList: list.map((row) => ({ title: row, description: row })),
          title,
          description,
          head: title,
        }),
    );
  });

function built(make: () => SkillResponse): SkillResponse | undefined {
  try {
    return make();
  } catch (error) {
    expect(error).toBeInstanceOf(KakaoLimitError);
    return undefined;
  }
}

describe('whatever the builders return', () => {
  it('passes the checker', () => {
    let passed = 0;
    fc.assert(
      fc.property(
        fc.array(single, { minLength: 1, maxLength: 3 }),
        fc.array(text(20), { maxLength: 11 }),
        (outputs, labels) => {
          const response = built(() =>
            skillResponse({
              outputs: outputs.map((make) => make()),
              quickReplies: labels.map((label) => quickReply.message(label)),
            }),
          );
          if (response === undefined) return;
          passed += 1;
          expect(checkSkillResponse(JSON.stringify(response))).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(passed).toBeGreaterThan(20);
  });

  it('passes the checker in a carousel too', () => {
    let passed = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text(60), text(140)), { maxLength: 12 }),
        fc.boolean(),
        (cards, square) => {
          const photo = thumbnail({ ...image, fixedRatio: square });
          const response = built(() => {
            const items = cards.map(([title, description]) =>
              basicCard({ thumbnail: photo, title, description }),
            );
            return skillResponse({ outputs: [carousel(items)] });
          });
          if (response === undefined) return;
          passed += 1;
          expect(checkSkillResponse(response)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
    expect(passed).toBeGreaterThan(5);
  });
});

describe('two buttons', () => {
  it('stand side by side only with short labels', () => {
    expect(fitSideBySide([buttons.message('네 도움됐어요'), buttons.message('아니요')])).toBe(true);
    expect(fitSideBySide([buttons.message('네, 도움이 됐어요'), buttons.message('아니요')])).toBe(false);
  });
});
