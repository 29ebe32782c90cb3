/** The room in a real browser, over the simulator and a skill server: by mouse, by touch, by keyboard alone. */

import { statSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildFunctions } from '../../bin/build.ts';
import { inRoot } from '../../local/processes.ts';
import { accessibilityFaults, SIZES, startBrowser, type TestBrowser, troublesOf } from './browser.ts';
import { type Stage, startStage } from './harness.ts';
import { type Received, type Reply, textResponse } from './skillServer.ts';

let stage: Stage;
let browser: TestBrowser;
const opened: Page[] = [];

beforeAll(async () => {
  await buildFunctions();
  [stage, browser] = await Promise.all([startStage(), startBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});
beforeEach(async () => {
  stage.skills.answer(answerByWords);
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
});

const PHONE: BrowserContextOptions = { viewport: SIZES.phone, hasTouch: true, isMobile: true };
const DESKTOP: BrowserContextOptions = { viewport: SIZES.desktop };

const cards = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    title: `후보 ${n + 1}`,
    description: '이 질문이 맞나요?',
    buttons: [
      {
        action: 'message',
        label: `고르기 ${n + 1}`,
        messageText: `후보 ${n + 1}`,
        extra: { entry: `e${n + 1}` },
      },
    ],
  }));

const RESPONSES: Readonly<Record<string, unknown>> = {
  웰컴: {
    version: '2.0',
    template: {
      outputs: [
        { simpleText: { text: '안녕하세요.' } },
        {
          listCard: {
            header: { title: '분야' },
            items: [
              {
                title: '여권',
                description: '발급·수령',
                action: 'message',
                messageText: '여권',
                extra: { field: 'passport' },
              },
              { title: '대형폐기물', action: 'message', messageText: '대형폐기물' },
            ],
          },
        },
      ],
      quickReplies: [
        { label: '공지', action: 'message', messageText: '공지사항', extra: { skill: 'notices' } },
      ],
    },
  },
  후보: { version: '2.0', template: { outputs: [{ carousel: { type: 'textCard', items: cards(4) } }] } },
  긴글: textResponse('가나다라마바사아자 '.repeat(80)),
  상담: {
    version: '2.0',
    template: {
      outputs: [
        {
          textCard: {
            title: '상담',
            description: '문의 110',
            buttons: [
              { action: 'operator', label: '상담직원 연결' },
              { action: 'phone', label: '110에 전화', phoneNumber: '110' },
              { action: 'webLink', label: '누리집', webLinkUrl: 'https://www.city.example/' },
            ],
          },
        },
      ],
    },
  },
  빈글: textResponse(' '),
};

function answerByWords({ payload }: Received): Reply {
  const words = payload.userRequest.utterance as string;
  return { body: RESPONSES[words] ?? textResponse(`'${words}' 잘 들었어요.`) };
}

async function enter(options: BrowserContextOptions): Promise<Page> {
  const page = await browser.open(`${stage.skills.url}/room`, options);
  opened.push(page);
  await page.getByRole('log').getByText('안녕하세요.').waitFor();
  return page;
}

async function say(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: '메시지' }).fill(words);
  await page.getByRole('textbox', { name: '메시지' }).press('Enter');
}

const lastCall = () => stage.skills.received.at(-1)!;

describe('a citizen', () => {
  test('enters, is greeted, and types a question', async () => {
    const page = await enter(PHONE);
    await say(page, '여권 언제 나와요?');
    await page.getByText("'여권 언제 나와요?' 잘 들었어요.").waitFor();
    expect(lastCall()).toMatchObject({
      skill: 'ask',
      payload: { userRequest: { utterance: '여권 언제 나와요?' } },
    });
    expect(await page.getByRole('textbox', { name: '메시지' }).inputValue()).toBe('');
    expect(troublesOf(page)).toEqual([]);
  });

  test('presses a list item, a card in the carousel, a quick reply', async () => {
    const page = await enter(DESKTOP);
    await page.getByRole('button', { name: '여권 발급·수령' }).click();
    await page.getByText("'여권' 잘 들었어요.").waitFor();
    expect(lastCall().payload.action.clientExtra).toEqual({ field: 'passport' });
    await say(page, '후보');
    await page.getByRole('button', { name: '다음 카드' }).click();
    await page.getByRole('button', { name: '고르기 2' }).click();
    await page.getByText("'후보 2' 잘 들었어요.").waitFor();
    expect(lastCall().payload.action.clientExtra).toEqual({ entry: 'e2' });
    await page.getByRole('button', { name: '새 사람으로 다시 시작' }).click();
    await page.getByRole('button', { name: '공지', exact: true }).click();
    await page.getByText("'공지사항' 잘 들었어요.").waitFor();
    expect(lastCall().skill).toBe('notices');
    expect(await page.getByRole('button', { name: '공지', exact: true }).count()).toBe(0);
  });

  test('does it all by keyboard: the focus is never lost', async () => {
    const page = await enter(DESKTOP);
    await page.getByRole('button', { name: '공지', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText("'공지사항' 잘 들었어요.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('words');
    await page.keyboard.type('다시');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('둘째 줄');
    await page.keyboard.press('Enter');
    await page.getByText('잘 들었어요.').nth(1).waitFor();
    expect(lastCall().payload.userRequest.utterance).toBe('다시\n둘째 줄');
  });

  test('finishes a Korean syllable with Enter without sending it', async () => {
    const page = await enter(PHONE);
    const calls = stage.skills.received.length;
    const box = page.getByRole('textbox', { name: '메시지' });
    await box.fill('여권');
    await box.evaluate((element) => {
      for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
        );
      }
    });
    expect(await box.inputValue()).toBe('여권');
    expect(stage.skills.received).toHaveLength(calls);
    await box.press('Enter');
    await page.getByText("'여권' 잘 들었어요.").waitFor();
  });

  test('reads a long text whole, in a window that gives the focus back', async () => {
    const page = await enter(PHONE);
    await say(page, '긴글');
    await page.getByRole('button', { name: '전체 보기' }).click();
    const dialog = page.getByRole('dialog', { name: '전체 보기' });
    expect((await dialog.textContent())?.length).toBeGreaterThan(700);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('전체 보기');
  });

  test('goes to a person and comes back', async () => {
    const page = await enter(PHONE);
    await say(page, '상담');
    await page.getByRole('button', { name: '상담직원 연결' }).click();
    await page.getByText('상담직원과의 1:1 채팅으로 전환되었습니다.').waitFor();
    const calls = stage.skills.received.length;
    await say(page, '계세요?');
    await page.getByRole('log').getByText('계세요?').waitFor();
    expect(stage.skills.received).toHaveLength(calls);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '챗봇으로 전환하기' }).click();
    await say(page, '여권');
    await page.getByText("'여권' 잘 들었어요.").waitFor();
  });

  test('sees the phone button on a phone and not on a PC, as in KakaoTalk', async () => {
    const phone = await enter(PHONE);
    await say(phone, '상담');
    expect(await phone.getByRole('link', { name: '110에 전화' }).getAttribute('href')).toBe('tel:110');
    const desktop = await enter(DESKTOP);
    await say(desktop, '상담');
    await desktop.getByRole('link', { name: '누리집' }).waitFor();
    expect(await desktop.getByRole('link', { name: '110에 전화' }).count()).toBe(0);
  });

  test('keeps the talk over a reload', async () => {
    const page = await enter(PHONE);
    await say(page, '여권');
    await page.getByText("'여권' 잘 들었어요.").waitFor();
    await page.reload();
    await page.getByText("'여권' 잘 들었어요.").waitFor();
    expect(await page.getByText('안녕하세요.').count()).toBe(1);
  });

  test('types a tag and reads it as text', async () => {
    const page = await enter(PHONE);
    await say(page, '<img src=x onerror=alert(1)>');
    await page.getByText("'<img src=x onerror=alert(1)>' 잘 들었어요.").waitFor();
    expect(await page.locator('#room img').count()).toBe(0);
    expect(troublesOf(page)).toEqual([]);
  });
});

describe('the page', () => {
  test('says why nothing came, and that it is no KakaoTalk', async () => {
    const page = await enter(PHONE);
    await page.getByText('체험용 채팅방 · 카카오톡이 아닙니다').waitFor();
    await say(page, '빈글');
    await page.getByText('말풍선이 나가지 않았습니다.').waitFor();
    await page.getByText('simpleText.text.required').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test.each([
    ['narrow', { ...PHONE, viewport: SIZES.narrow }],
    ['desktop', { ...DESKTOP, reducedMotion: 'reduce' }],
    ['dark phone', { ...PHONE, colorScheme: 'dark' }],
    ['dark and wide', { viewport: SIZES.wide, colorScheme: 'dark' }],
  ] as const)('is clean for axe and fits its window: %s', async (_, options) => {
    const page = await enter(options as BrowserContextOptions);
    for (const words of ['후보', '긴글', '상담', '빈글', '웰컴']) await say(page, words);
    await page.getByRole('button', { name: '공지', exact: true }).waitFor();
    await page.getByRole('button', { name: '채널 메뉴' }).click();
    await page.getByRole('button', { name: '전체 분야' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(troublesOf(page)).toEqual([]);
  });

  test('draws Korean in its own type', async () => {
    const page = await enter(PHONE);
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
    });
    expect(new Set(loaded.map((family) => family.replaceAll('"', '')))).toEqual(
      new Set(['Pretendard Variable']),
    );
  });

  test('says so when the city is off, keeps the words, and finds the way back', async () => {
    const page = await enter(PHONE);
    await page.route(`${stage.kakao.url}/**`, (route) => route.abort());
    await say(page, '여권');
    await page.getByRole('alert').getByText('도시가 꺼져 있습니다.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.unroute(`${stage.kakao.url}/**`);
    await page.getByRole('button', { name: '다시 연결' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await say(page, '여권');
    await page.getByText("'여권' 잘 들었어요.").waitFor();
  });

  test('shows the gallery', async () => {
    const page = await browser.open(`${stage.skills.url}/room/gallery`, PHONE);
    opened.push(page);
    await page.getByRole('heading', { level: 2 }).nth(9).waitFor();
    expect(await page.getByText('말풍선이 나가지 않습니다.').count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(troublesOf(page)).toEqual([]);
  });

  test('is small', () => {
    expect(statSync(inRoot('dist/web/room/main.js')).size).toBeLessThan(60_000);
    expect(statSync(inRoot('dist/web/room/main.css')).size).toBeLessThan(75_000);
  });
});
