/** Two counsellors on two screens in the running city: real sign-in, real functions, a citizen on the other side. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type City, startCity } from '../../local/city.ts';
import { citizen } from '../city/citizen.ts';
import { accessibilityFaults, SIZES, startBrowser, type TestBrowser, troublesOf } from '../room/browser.ts';

/** A Tuesday morning in Korea: the desk is open. */
const MORNING = Date.parse('2026-11-24T10:00:00+09:00');
const QUESTION = '아이 여권도 같이 만들 수 있나요?';
/** Within this time a new ticket is on the screen. */
const SOON_MS = 3000;

let city: City;
let browser: TestBrowser;
let one: Page;
let two: Page;

beforeAll(async () => {
  [city, browser] = await Promise.all([startCity({ quiet: true }), startBrowser()]);
  await city.clock.set(MORNING);
  one = await signedIn('상담원1');
  two = await signedIn('상담원2');
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

/** Troubles at the door, which is the provider's page: they are not this page's. */
const atDoor = new WeakMap<Page, number>();
const atDesk = (page: Page) => troublesOf(page).slice(atDoor.get(page));

/** A page of somebody who came through the real sign-in. */
async function signedIn(who: string): Promise<Page> {
  const page = await browser.open(`${city.url}/staff`, { viewport: SIZES.desktop });
  await page.getByRole('button', { name: '로그인', exact: true }).click();
  await page.getByRole('button', { name: who }).click();
  await page.getByRole('heading', { level: 1, name: '상담 목록' }).waitFor();
  await page.getByText('기다리는 상담', { exact: false }).first().waitFor();
  atDoor.set(page, troublesOf(page).length);
  return page;
}

/** A citizen who asks and then wants a person; the number that they were told. */
async function wish(question = QUESTION) {
  const { say } = citizen(city);
  await say(question);
  const { text } = await say('1:1채팅상담', { skill: 'person' });
  const number = /[0-9A-Z]{3}-[0-9A-Z]{3}/.exec(text)?.[0];
  if (number === undefined) throw new Error(`No number in: ${text}`);
  return { say, number, at: performance.now() };
}

const row = (page: Page, number: string) => page.getByRole('link', { name: number });

describe('a citizen, two counsellors', () => {
  it('see new tickets within three seconds: the middle one of three, on a machine that does other things too', async () => {
    const waits: number[] = [];
    for (const question of [QUESTION, '여권 사진 규격이 어떻게 되나요?', '여권은 며칠 걸리나요?']) {
      const { number, at } = await wish(question);
      await Promise.all([row(one, number).waitFor(), row(two, number).waitFor()]);
      waits.push(performance.now() - at);
    }
    expect(waits.sort((a, b) => a - b)[1]).toBeLessThan(SOON_MS);
  });

  it('see each other’s claim, and the citizen reads the answer', async () => {
    const { say, number } = await wish();
    await row(one, number).click();
    await one.locator('ol').getByText(QUESTION).waitFor();
    await one.getByRole('button', { name: '상담 맡기' }).click();
    await one.getByLabel('시민에게 남길 답변').waitFor();
    await row(two, number).filter({ hasText: '상담원1 님이 맡음' }).waitFor();
    await row(two, number).click();
    await two.getByText('상담원1 님이 맡은 상담이에요. 읽고 메모를 남길 수 있어요.').waitFor();
    expect(await two.getByRole('button', { name: '상담 맡기' }).count()).toBe(0);

    await two.getByLabel('메모').fill('아이 사진 규격도 알려 드리세요.');
    await two.getByRole('button', { name: '메모 남기기' }).click();
    await one.getByText('아이 사진 규격도 알려 드리세요.').waitFor();

    await one.getByLabel('답변 초안 찾기').fill('여권 발급');
    await one
      .getByRole('button', { name: /초안으로 넣기/ })
      .first()
      .click();
    const answer = one.getByLabel('시민에게 남길 답변');
    await expect.poll(() => answer.inputValue()).toContain('출처');
    await answer.fill('네, 창구에서 함께 신청하실 수 있어요.');
    await one.getByRole('button', { name: '답변 남기기' }).click();
    await one.getByRole('heading', { name: /남긴 답변/ }).waitFor();
    await one.getByRole('button', { name: '상담 마치기' }).click();
    await one.getByRole('button', { name: '마치기', exact: true }).click();
    await one.getByText('시민이 아직 답변을 보지 않았어요.').waitFor();
    await row(two, number).filter({ hasText: '마침' }).waitFor();

    expect((await say('안녕하세요', { skill: 'welcome' })).text).toContain(
      '네, 창구에서 함께 신청하실 수 있어요.',
    );
    await one.getByText('시민이 봄', { exact: true }).waitFor();
    expect([...atDesk(one), ...atDesk(two)]).toEqual([]);
  });

  it('lets only one of two claim, and tells the other who was faster', async () => {
    const { number } = await wish('대형폐기물 스티커는 어디서 사나요?');
    await Promise.all([one, two].map((page) => row(page, number).click()));
    await Promise.all([one, two].map((page) => page.getByRole('button', { name: '상담 맡기' }).waitFor()));
    await Promise.all([one, two].map((page) => page.getByRole('button', { name: '상담 맡기' }).click()));
    const mine = (page: Page) => page.getByText('내가 맡음', { exact: true }).first().waitFor();
    const others = (page: Page) =>
      page
        .getByText(/님이 맡은 상담이에요/)
        .first()
        .waitFor();
    const oneWon = await Promise.race([mine(one).then(() => true), others(one).then(() => false)]);
    await Promise.all(oneWon ? [mine(one), others(two)] : [mine(two), others(one)]);
  });

  it('goes on after the token has ended: it is renewed silently', async () => {
    await city.clock.advance(61 * 60_000);
    const { number } = await wish('주민등록등본은 어디서 떼나요?');
    await row(one, number).waitFor();
    expect(await accessibilityFaults(one)).toEqual([]);
  });

  it('opens a ticket by hand in three clicks', async () => {
    await one.getByRole('button', { name: '상담 직접 열기' }).click();
    await one.getByRole('dialog').getByText('여권', { exact: true }).click();
    await one.getByRole('button', { name: '상담 열기' }).click();
    await one.getByText('직접 연 상담이라 챗봇과 나눈 대화가 없어요.').waitFor();
    const number = (await one.getByRole('heading', { level: 1 }).textContent())?.slice(0, 7) ?? '';
    await row(two, number).filter({ hasText: '상담원1 님이 맡음' }).waitFor();
  });
});

describe('a manager', () => {
  it('reads who did what', async () => {
    const page = await signedIn('관리자');
    await page.getByRole('link', { name: '활동 기록' }).click();
    await page.getByRole('cell', { name: '상담 직접 엶' }).first().waitFor();
    expect(await page.getByRole('table').textContent()).not.toContain('창구에서 함께');
  });
});
