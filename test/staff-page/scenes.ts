/** Every view of the page in every state: one list for accessibility, width and pictures. */

import type { Page } from 'playwright-core';
import type { Change } from '../../lib/handoff/machine.ts';
import type { Wish } from '../../lib/handoff/open.ts';
import { type DeskServer, MINUTE, MORNING } from './desk-server.ts';

/** A view in a state. */
export interface Scene {
  readonly name: string;
  /** Who has signed in already; absent: nobody. */
  readonly who?: string;
  /** What stands at the desk before; returns the address to open where it is not the usual one. */
  set?(desk: DeskServer): string | undefined;
  /** Leads the page to the scene. */
  play(page: Page, desk: DeskServer): Promise<void>;
}

const claim: Change = { kind: 'claim' };

/** A desk with one ticket of every kind. Returns them by name. */
export function fullDesk(desk: DeskServer) {
  const ask = (field: string | undefined, ago: number, words: readonly string[], more: Partial<Wish> = {}) =>
    desk.ask({
      ...(field === undefined ? {} : { field }),
      at: MORNING - ago * MINUTE,
      words,
      ...more,
    });
  const late = ask(
    'passport',
    25,
    ['여권 수수료가 얼마예요?', '10년짜리로 다시 만들려고요. 아이 것도 같이 되나요?'],
    {
      entry: 'passport-fee',
    },
  );
  const soon = ask('bulky', 12, ['소파를 버리려면 어떻게 해요']);
  const abusive = ask(undefined, 3, ['야 이 개새끼야']);
  const crisis = ask('water', 2, ['죽고 싶어요']);
  const others = ask('parking', 40, ['주차 단속 문자를 받고 싶어요']);
  desk.change(others.id, claim, '상담원2');
  const mine = ask('tax', 30, ['재산세를 나눠 낼 수 있나요']);
  desk.change(mine.id, claim, '상담원1');
  const done = ask('resident', 90, ['등본은 어디서 떼나요']);
  desk.change(done.id, claim, '상담원1');
  desk.change(done.id, { kind: 'answer', text: '정부24에서 뗄 수 있어요.' }, '상담원1');
  desk.change(done.id, { kind: 'resolve', outcome: 'solved', note: '정부24 안내' }, '상담원1');
  desk.change(done.id, { kind: 'show' }, 'citizen');
  const withdrawn = ask('resident', 80, ['아니에요']);
  desk.change(withdrawn.id, { kind: 'withdraw', eventId: 'no' }, 'citizen');
  const erased = ask('resident', 70, ['지워 주세요']);
  desk.change(erased.id, { kind: 'erase' }, 'citizen');
  return { late, soon, abusive, crisis, others, mine, done, withdrawn, erased };
}

/** The full desk, and the queue. */
function openFullDesk(desk: DeskServer): undefined {
  fullDesk(desk);
}

type Named = keyof ReturnType<typeof fullDesk>;

/** Signs in and opens one ticket of the full desk. */
function ticket(
  name: string,
  which: Named,
  text: string,
  then: (page: Page, desk: DeskServer) => Promise<void> = async () => undefined,
): Scene {
  return {
    name,
    who: '상담원1',
    set: (desk) => `/staff?ticket=${fullDesk(desk)[which].id}`,
    async play(page, desk) {
      await page.getByText(text).first().waitFor();
      await then(page, desk);
    },
  };
}

/** Signs in as somebody and waits for a text. */
function entered(name: string, who: string, text: string, set?: Scene['set']): Scene {
  return {
    name,
    who,
    ...(set === undefined ? {} : { set }),
    async play(page) {
      await page.getByText(text).first().waitFor();
    },
  };
}

const press = (name: string) => async (page: Page) => page.getByRole('button', { name }).first().click();

/** The list. */
export const SCENES: readonly Scene[] = [
  { name: 'sign-in', play: async (page) => page.getByRole('button', { name: '로그인' }).waitFor() },
  {
    name: 'sign-in that failed',
    async play(page, desk) {
      await page.goto(`${desk.url}/staff?error=access_denied`);
      await page.getByText('로그인을 마치지 못했어요.').waitFor();
    },
  },
  {
    name: 'ended session',
    who: '상담원1',
    set: openFullDesk,
    async play(page, desk) {
      desk.endSessions();
      await page.getByText('접속이 끝났어요.').waitFor();
    },
  },
  {
    name: 'broken start',
    async play(page, desk) {
      desk.fail('config.json');
      await page.reload();
      await page.getByText('상담 화면을 열지 못했어요').waitFor();
      desk.fail(undefined);
    },
  },
  entered('queue loading', '상담원1', '목록을 불러오는 중이에요…', (desk) => void desk.hold('board')),
  entered('queue empty', '상담원1', '기다리는 상담이 없어요.'),
  entered('queue full', '상담원1', '하루 안에 마친 상담', openFullDesk),
  entered(
    'queue that cannot be read',
    '상담원1',
    '목록을 불러오지 못했어요.',
    (desk) => void desk.fail('board'),
  ),
  {
    name: 'queue with nothing found',
    who: '상담원1',
    set: openFullDesk,
    async play(page) {
      await page.getByLabel('접수번호·분야로 찾기').fill('없는 말');
      await page.getByText('에 맞는 상담이 없어요.').waitFor();
    },
  },
  {
    name: 'queue with an offer',
    who: '상담원1',
    set: openFullDesk,
    async play(page, desk) {
      await page.getByRole('listitem').first().getByRole('link').focus();
      desk.ask({ field: 'tax' });
      await page.getByText('새 상담 1건 보기').waitFor();
    },
  },
  ticket('ticket waiting', 'late', '상담 맡기'),
  ticket('ticket of another', 'others', '읽고 메모를 남길 수 있어요.'),
  ticket('ticket of mine', 'mine', '시민에게 남길 답변', async (page) => {
    await page.getByLabel('답변 초안 찾기').fill('여권');
    await page.getByText('초안으로 넣기').first().waitFor();
    await page.getByRole('listitem').filter({ hasText: '잘 맞음' }).getByRole('group').click();
    await page.getByLabel('시민에게 남길 답변').fill('가'.repeat(1004));
    await page.getByText('4자를 줄여 주세요.').waitFor();
  }),
  ticket('ticket of mine, refused', 'mine', '시민에게 남길 답변', async (page, desk) => {
    desk.fail('ticket/note', 503, { error: { code: 'unavailable', message: '잠시 뒤 다시 해 주세요.' } });
    await page.getByLabel('메모').fill('메모');
    await page.getByRole('button', { name: '메모 남기기' }).click();
    await page.getByText('잠시 뒤 다시 해 주세요.').waitFor();
  }),
  ticket('ticket of mine, idle', 'mine', '시민에게 남길 답변', async (page, desk) => {
    desk.clock.now += 13 * MINUTE;
    await page.getByText('한동안 움직임이 없어').waitFor();
  }),
  ticket('ticket waiting, mine idle', 'late', '상담 맡기', async (page, desk) => {
    desk.clock.now += 13 * MINUTE;
    await page.getByText('맡은 상담이 곧 대기 목록으로 돌아가요').waitFor();
  }),
  ticket('ticket abusive, hidden', 'abusive', '가린 말 보기'),
  ticket('ticket abusive, shown', 'abusive', '가린 말 보기', press('가린 말 보기')),
  ticket('ticket of a crisis', 'crisis', '위기 신호가 있었어요'),
  ticket('ticket resolved', 'done', '마친 뒤'),
  {
    name: 'ticket resolved, and asked again',
    who: '상담원1',
    set(desk) {
      const { done } = fullDesk(desk);
      desk.ask({ field: 'resident', words: ['정부24에서 안 돼요'], after: done });
      return `/staff?ticket=${done.id}`;
    },
    async play(page) {
      await page.getByText('시민이 다시 상담을 요청했어요').waitFor();
    },
  },
  ticket('ticket withdrawn', 'withdrawn', '상담 취소'),
  ticket('ticket erased', 'erased', '시민이 내용을 지웠어요.'),
  {
    name: 'ticket that is gone',
    who: '상담원1',
    async play(page, desk) {
      await page.goto(`${desk.url}/staff?ticket=nothing`);
      await page.getByText('찾는 상담이 없어요.').waitFor();
    },
  },
  {
    name: 'ticket that cannot be read',
    who: '상담원1',
    set: openFullDesk,
    async play(page, desk) {
      desk.fail('GET ticket');
      await page.getByRole('listitem').first().getByRole('link').click();
      await page.getByText('상담을 열지 못했어요').waitFor();
    },
  },
  ticket('dialog: transfer', 'mine', '부서로 넘기기', async (page) => {
    await press('부서로 넘기기')(page);
    await page.getByLabel('맡을 부서').selectOption('*');
    await page.getByRole('dialog').getByRole('button', { name: '넘기기', exact: true }).click();
  }),
  ticket('dialog: give back', 'mine', '대기로 돌려놓기', press('대기로 돌려놓기')),
  ticket('dialog: resolve', 'mine', '상담 마치기', press('상담 마치기')),
  {
    name: 'dialog: by hand',
    who: '상담원1',
    async play(page) {
      await press('상담 직접 열기')(page);
      await page.getByRole('dialog').waitFor();
    },
  },
  ticket('dialog: help', 'late', '도움말', press('도움말')),
  entered('dialog: session ends', '상담원1', '접속이 곧 끝나요', (desk) => {
    desk.config = { sessionMinutes: 4 };
    return undefined;
  }),
  entered('content, for editors', '편집자', '아직은 이 화면에서 고칠 수 없어요.'),
  {
    name: 'figures, for managers',
    who: '관리자',
    async play(page) {
      await page.getByRole('link', { name: '통계' }).click();
      await page.getByText('월간 보고가 들어올 자리').waitFor();
    },
  },
  {
    name: 'audit trail',
    who: '관리자',
    async play(page) {
      await page.getByRole('link', { name: '활동 기록' }).click();
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'audit trail that cannot be read',
    who: '관리자',
    async play(page, desk) {
      desk.fail('audit');
      await page.getByRole('link', { name: '활동 기록' }).click();
      await page.getByText('다시 불러오기').waitFor();
    },
  },
];
