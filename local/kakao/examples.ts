/** Built-in tiles of the gallery: every component once, and a few responses that break a limit. */

import {
  basicCard,
  buttons,
  carousel,
  commerceCard,
  itemCard,
  listCard,
  listItem,
  type Output,
  quickReply,
  simpleImage,
  simpleText,
  skillResponse,
  textCard,
  thumbnail,
} from '../../lib/kakao/index.ts';

/** A title and a response. */
export type BuiltIn = readonly [title: string, response: unknown];

const picture = (name: string, altText: string, fixedRatio = false) =>
  thumbnail({ imageUrl: `https://img.city.example/${name}.png`, altText, fixedRatio });
const alone = (...outputs: Output[]) => skillResponse({ outputs });
const LONG = '대형폐기물은 인터넷이나 전화로 신고한 뒤 스티커를 붙여 집 앞에 내놓습니다. '.repeat(18).trim();

const basic = (title: string) =>
  basicCard({
    thumbnail: picture('desk', '종합민원실 창구'),
    title,
    description: '종합민원실 1층 3번 창구',
    buttons: [buttons.webLink('자세히 보기', 'https://www.city.example/desk')],
  });

/** One tile for each component. */
export const BUILT_IN: readonly BuiltIn[] = [
  ['글', alone(simpleText('안녕하세요. 무엇을 도와드릴까요?'))],
  ['긴 글 (전체 보기)', alone(simpleText(LONG.slice(0, 760)))],
  ['그림', alone(simpleImage({ imageUrl: 'https://img.city.example/map.png', altText: '시청 층별 안내도' }))],
  [
    '글 카드',
    alone(
      textCard({
        title: '여권 찾기',
        description: '신분증을 가지고 접수한 창구로 오세요. 문의 110',
        buttons: [
          buttons.message('대리인이 찾기'),
          buttons.phone('110에 전화', '110'),
          buttons.share('공유하기'),
        ],
      }),
    ),
  ],
  [
    '글 카드, 나란한 버튼과 상담',
    alone(
      textCard({
        title: '상담이 필요하세요?',
        description: '상담직원이 채팅으로 답합니다.',
        buttons: [buttons.operator('상담 연결'), buttons.message('처음으로')],
        buttonLayout: 'horizontal',
      }),
    ),
  ],
  ['기본 카드', alone(basic('여권 창구'))],
  [
    '상품 카드',
    alone(
      commerceCard({
        title: '체육관 한 달 이용권',
        description: '다자녀 가정 할인',
        price: 30_000,
        discountRate: 50,
        discountedPrice: 15_000,
        thumbnail: picture('gym', '체육관'),
        buttons: [buttons.message('신청하기')],
      }),
    ),
  ],
  [
    '목록 카드와 바로 가기',
    skillResponse({
      outputs: [
        listCard({
          header: '여권',
          items: [
            listItem.message('여권 발급 준비물', { description: '신분증, 사진 1장' }),
            listItem.message('여권 수수료', { description: '기간과 쪽수에 따라' }),
            listItem.link('외교부 여권 안내', 'https://www.passport.go.kr'),
          ],
          buttons: [buttons.message('전체 분야')],
        }),
      ],
      quickReplies: [quickReply.message('처음으로'), quickReply.message('1:1채팅상담')],
    }),
  ],
  [
    '항목 카드',
    alone(
      itemCard({
        head: '접수 내용 확인',
        itemList: [
          { title: '민원', description: '대형폐기물 배출' },
          { title: '품목', description: '3인용 소파' },
        ],
        itemListAlignment: 'right',
        itemListSummary: { title: '합계', description: '12,000원' },
        title: '확인해 주세요',
        description: '맞으면 신고하기를 눌러 주세요.',
        buttons: [buttons.message('신고하기'), buttons.message('고치기')],
        buttonLayout: 'vertical',
      }),
    ),
  ],
  ['옆으로 넘기는 카드', alone(carousel([basic('1번 창구'), basic('2번 창구'), basic('3번 창구')]))],
];

/** What happens over the limits: cut, shown with a remark, or not shown at all. */
export const OVER_THE_LIMITS: readonly BuiltIn[] = [
  [
    '넘침: 버튼 이름 14자',
    {
      version: '2.0',
      template: {
        outputs: [
          {
            textCard: {
              title: '버튼 이름이 길면 뒤가 잘립니다',
              buttons: [
                { action: 'message', label: '여권 재발급 신청서 내려받기 바로가기', messageText: '여권' },
              ],
            },
          },
        ],
      },
    },
  ],
  [
    '넘침: 목록 여섯 줄',
    {
      version: '2.0',
      template: {
        outputs: [
          {
            listCard: {
              header: { title: '분야' },
              items: ['여권', '주민등록', '차량', '세금', '수도', '교통'].map((title) => ({
                title,
                action: 'message',
                messageText: title,
              })),
            },
          },
        ],
      },
    },
  ],
  ['막힘: 빈 글', { version: '2.0', template: { outputs: [{ simpleText: { text: ' ' } }] } }],
];
