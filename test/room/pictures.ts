/**
 * Makes the pictures of docs/kakao-setup.md from the running local city: `node test/room/pictures.ts`.
 * On a Wednesday morning, when counsellors are there.
 */

import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { LOCAL_BOT_ID } from '../../local/callers.ts';
import { type City, startCity } from '../../local/city.ts';
import { startKakao } from '../../local/kakao/server.ts';
import { inRoot } from '../../local/processes.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

/** Wednesday, 2026-11-25, 10:12 in Korea. */
const MORNING = Date.UTC(2026, 10, 25, 1, 12);
const SIZE = { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true } as const;

const city = await startCity({ quiet: true });
const browser = await startBrowser();
try {
  await city.clock.set(MORNING);
  await mkdir(inRoot('docs/images'), { recursive: true });
  await talk(city, browser);
  await brokenHeader(city, browser);
} finally {
  await browser.close();
  await city.close();
}

async function talk({ url }: City, { open }: TestBrowser): Promise<void> {
  const page = await open(`${url}/room`, SIZE);
  await page.getByRole('button', { name: '1:1채팅상담' }).waitFor();
  await keep(page, 'room-welcome');
  await say(page, '여권 찾으러 갈때 머 가져가요');
  await page.getByRole('button', { name: '도움됐어요' }).waitFor();
  await keep(page, 'room-answer');
  await say(page, '1:1채팅상담');
  await page.getByRole('button', { name: '상담직원 연결' }).waitFor();
  await keep(page, 'room-person');
  await page.getByRole('button', { name: '상담직원 연결' }).click();
  await page.getByText('1:1 채팅으로 전환').waitFor();
  await keep(page, 'room-one-to-one');
}

/** What a clerk sees who mistyped the header's value. */
async function brokenHeader({ url, clock }: City, { open }: TestBrowser): Promise<void> {
  const kakao = await startKakao({ cityUrl: url, secret: 'mistyped', botId: LOCAL_BOT_ID, clock });
  const page = await open('about:blank', SIZE);
  await page.route('**/room/config.json', (route) => route.fulfill({ json: { kakao: kakao.url } }));
  await page.goto(`${url}/room`);
  await page.getByText('말풍선이 나가지 않았습니다.').waitFor();
  await keep(page, 'room-refused');
  await kakao.close();
}

async function say(page: Page, words: string): Promise<void> {
  const box = page.getByRole('textbox', { name: '메시지' });
  await box.fill(words);
  await box.press('Enter');
}

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: inRoot(`docs/images/${name}.png`), animations: 'disabled' });
}
