/** Work on one ticket in a real browser. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { atDesk, expectFocus } from './desk.ts';
import { MINUTE, MORNING } from './desk-server.ts';

const at = atDesk();
const answerOf = (page: Page) => page.getByLabel('시민에게 남길 답변');

/** A page with a ticket that 상담원1 has claimed. */
async function withClaimed(wish: Parameters<typeof at.desk.ask>[0] = {}) {
  const ticket = at.desk.ask(wish);
  at.desk.change(ticket.id, { kind: 'claim' }, '상담원1');
  const page = await at.enter('상담원1', `/staff?ticket=${ticket.id}`);
  await answerOf(page).waitFor();
  return { page, id: ticket.id, number: ticket.number };
}

describe('what comes back after the end', () => {
  it('appears on the ticket and in its row while one looks, and leads to the new ticket', async () => {
    const { id } = at.desk.ask({ field: 'tax' });
    at.desk.change(id, { kind: 'claim' }, '상담원1');
    const done = at.desk.change(id, { kind: 'resolve', outcome: 'solved' }, '상담원1');
    const page = await at.enter('상담원1', `/staff?ticket=${id}`);
    await page.getByText('아직 아무 일도 없어요.').waitFor();
    const later = at.desk.ask({ field: 'tax', after: done });
    const link = page.getByRole('region', { name: '마친 뒤' }).getByRole('link', { name: later.number });
    await link.waitFor();
    expect(await page.getByRole('link', { name: `다시 요청함 ${later.number}` }).count()).toBe(1);
    await link.press('Enter');
    await page.getByRole('heading', { level: 1, name: later.number }).waitFor();
    await page.getByRole('link', { name: '바로 전 상담' }).waitFor();
  });
});

describe('the whole work, by keyboard alone', () => {
  it('opens, claims, takes a draft, answers and resolves', async () => {
    const ticket = at.desk.ask({ field: 'passport' });
    const page = await at.enter();
    await page.getByRole('link', { name: ticket.number }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '상담 맡기' }).waitFor();
    await page.keyboard.press('c');
    await expectFocus(page, '시민에게 남길 답변');
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    await page.keyboard.type('여권');
    await page.getByRole('button', { name: /초안으로 넣기.*여권 발급/ }).waitFor();
    await page.getByRole('button', { name: /초안으로 넣기.*여권 발급/ }).press('Enter');
    await expect.poll(() => answerOf(page).inputValue()).toContain('출처: 여권 안내 (2026-11-24)');
    await answerOf(page).focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: '답변을 남겼어요.' }).waitFor();
    expect(await answerOf(page).inputValue()).toBe('');
    expect(at.desk.ticket(ticket.id).answer?.text).toContain('여권 수수료');
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('dialog', { name: '상담 마치기' }).waitFor();
    await page.getByRole('button', { name: '마치기', exact: true }).press('Enter');
    await page.getByText('마침 · 해결했어요').waitFor();
    await expectFocus(page, ticket.number);
    expect(at.desk.ticket(ticket.id)).toMatchObject({ state: 'resolved', outcome: 'solved' });
  });
});

describe('what others do meanwhile', () => {
  it('shows the sentence of a lost race, and who has the ticket', async () => {
    at.expectTrouble(/409/);
    const ticket = at.desk.ask({});
    const page = await at.enter('상담원1', `/staff?ticket=${ticket.id}`);
    await page.getByRole('button', { name: '상담 맡기' }).waitFor();
    at.desk.change(ticket.id, { kind: 'claim' }, '상담원2');
    await page.getByRole('button', { name: '상담 맡기' }).click();
    await page.getByText('상담원2 님이 맡은 상담이에요. 읽고 메모를 남길 수 있어요.').waitFor();
  });

  it('keeps a typed answer that came too late, with the sentence, and lets it be left afterwards', async () => {
    at.expectTrouble(/409/);
    const { page, id } = await withClaimed();
    await answerOf(page).fill('내일 오세요.');
    const release = at.desk.hold('board');
    at.desk.change(
      id,
      { kind: 'add', eventId: 'more', lines: [{ who: 'citizen', text: '급해요', at: MORNING }] },
      'citizen',
    );
    await page.getByRole('button', { name: '답변 남기기' }).click();
    await page.getByText('그사이 이 상담에 새 내용이 생겼어요. 확인한 뒤 다시 눌러 주세요.').waitFor();
    expect(await answerOf(page).inputValue()).toBe('내일 오세요.');
    await page.getByText('급해요').waitFor();
    release();
    await page.getByRole('button', { name: '답변 남기기' }).click();
    await expect.poll(() => at.desk.ticket(id).answer?.text).toBe('내일 오세요.');
  });

  it('keeps a typed answer readable when the claim went back to the queue', async () => {
    const { page, id } = await withClaimed();
    await answerOf(page).fill('쓰던 중이었어요.');
    at.desk.change(id, { kind: 'return' }, 'system');
    await page.getByText('쓰던 답변이 있어요.').waitFor();
    await page.getByText('쓰던 중이었어요.').waitFor();
    await page.getByRole('button', { name: '상담 맡기' }).click();
    await expect.poll(() => answerOf(page).inputValue()).toBe('쓰던 중이었어요.');
  });

  it('finds an answer whose confirmation was lost', async () => {
    at.expectTrouble(/503/);
    const { page, id } = await withClaimed();
    await answerOf(page).fill('내일 오세요.');
    at.desk.lose('ticket/answer');
    await page.getByRole('button', { name: '답변 남기기' }).click();
    await page.getByRole('status').filter({ hasText: '답변을 남겼어요.' }).waitFor();
    expect(at.desk.ticket(id).history.filter(({ to }) => to === 'answered')).toHaveLength(1);
  });

  it('says so when nothing was done, and keeps the text', async () => {
    at.expectTrouble(/503/);
    const { page } = await withClaimed();
    await answerOf(page).fill('내일 오세요.');
    at.desk.fail('ticket/answer', 503, {
      error: { code: 'unavailable', message: '잠시 뒤 다시 해 주세요.' },
    });
    await page.getByRole('button', { name: '답변 남기기' }).click();
    await page.getByRole('alert').filter({ hasText: '잠시 뒤 다시 해 주세요.' }).waitFor();
    expect(await answerOf(page).inputValue()).toBe('내일 오세요.');
  });

  it('tells that a number was masked', async () => {
    const { page } = await withClaimed();
    await page.getByLabel('메모').fill('010-1234-5678로 전화함');
    await page.getByRole('button', { name: '메모 남기기' }).click();
    await page.getByRole('status').filter({ hasText: '개인정보로 보이는 숫자를 가렸어요.' }).waitFor();
  });
});

describe('what the citizen does meanwhile', () => {
  it('is said: new words, and taking it back', async () => {
    const { page, id } = await withClaimed();
    const lines = [{ who: 'citizen', text: '하나 더요', at: MORNING }] as const;
    at.desk.change(id, { kind: 'add', lines, eventId: 'more' }, 'citizen');
    await page.getByRole('status').filter({ hasText: '새 말을 덧붙였어요' }).waitFor();
    at.desk.change(id, { kind: 'withdraw', eventId: 'no' }, 'citizen');
    await page.getByRole('status').filter({ hasText: '시민이 이 상담을 취소했어요' }).waitFor();
  });
});

describe('an idle claim', () => {
  it('warns with the time left, and stays with a press', async () => {
    const { page, id } = await withClaimed();
    at.desk.clock.now += 13 * MINUTE;
    await page.getByText('한동안 움직임이 없어').waitFor();
    await page.getByText(/1분 \d+초 남음/).waitFor();
    await page.getByRole('button', { name: '계속 맡기' }).click();
    await expect.poll(() => page.getByText('한동안 움직임이 없어').count()).toBe(0);
    expect(at.desk.ticket(id).touchedAt).toBe(at.desk.clock.now);
  });

  it('warns also while another ticket or room is on the screen, and leads back', async () => {
    const { page, number } = await withClaimed();
    const other = at.desk.ask({ field: 'tax' });
    await page.goto(`${at.desk.url}/staff?ticket=${other.id}`);
    await page.getByRole('heading', { level: 1, name: other.number }).waitFor();
    at.desk.clock.now += 13 * MINUTE;
    const warning = page.getByRole('alert').filter({ hasText: '맡은 상담이 곧 대기 목록으로 돌아가요' });
    await warning.waitFor();
    await page.setViewportSize({ width: 320, height: 640 });
    await warning.getByRole('link', { name: number }).press('Enter');
    await page.getByRole('button', { name: '계속 맡기' }).click();
    await expect.poll(() => warning.count()).toBe(0);
  });

  it('does not stand in the way of an answer that is left at once', async () => {
    const { page, id } = await withClaimed();
    const release = at.desk.hold('ticket/touch');
    await answerOf(page).fill('네, 됩니다.');
    await page.getByRole('button', { name: '답변 남기기' }).click();
    await page.getByText('남기는 중…').waitFor();
    release();
    await expect.poll(() => at.desk.ticket(id).answer?.text, { timeout: 5000 }).toBe('네, 됩니다.');
  });

  it('is kept alive by typing, at most once a minute', async () => {
    const { page } = await withClaimed();
    await answerOf(page).pressSequentially('천천히 씁니다');
    await expect.poll(() => at.desk.calls.filter((call) => call === 'POST ticket/touch').length).toBe(1);
  });
});

describe('dialogs', () => {
  it('take the focus, give it back to what opened them, and ask for what is missing', async () => {
    const { page, id, number } = await withClaimed();
    const opener = page.getByRole('button', { name: '부서로 넘기기' });
    await opener.click();
    const dialog = page.getByRole('dialog', { name: '부서로 넘기기' });
    await page.keyboard.press('Escape');
    await expectFocus(page, '부서로 넘기기');
    await opener.press('Enter');
    await dialog.getByRole('button', { name: '넘기기', exact: true }).click();
    await dialog.getByText('맡을 부서를 고르거나 적어 주세요.').waitFor();
    await dialog.getByLabel('맡을 부서').selectOption('민원여권과');
    await dialog.getByLabel(/부서에 전할 말/).fill('수수료 문의');
    await dialog.getByRole('button', { name: '넘기기', exact: true }).click();
    await expectFocus(page, number);
    await expect.poll(() => at.desk.ticket(id).department).toBe('민원여권과');
    await page.getByRole('status').filter({ hasText: '넘겼어요. 맡을 부서: 민원여권과' }).waitFor();
  });

  it('opens a ticket by hand in three clicks, once even when the first try fails', async () => {
    at.expectTrouble(/503/);
    const page = await at.enter();
    at.desk.fail('tickets', 503, { error: { code: 'unavailable', message: '잠시 뒤 다시 해 주세요.' } });
    await page.getByRole('button', { name: '상담 직접 열기' }).click();
    await page.getByRole('radio', { name: '여권' }).check();
    await page.getByRole('button', { name: '상담 열기' }).click();
    await page.getByRole('alert').filter({ hasText: '잠시 뒤 다시 해 주세요.' }).waitFor();
    at.desk.fail(undefined);
    await page.getByRole('button', { name: '상담 열기' }).click();
    await page.getByText('직접 연 상담이라 챗봇과 나눈 대화가 없어요.').waitFor();
    expect(await answerOf(page).count()).toBe(0);
    await page.getByText('여기에 답변을 남겨도 시민에게 보이지 않아요').waitFor();
    const events = at.desk.bodies.flatMap((body) => (body as { eventId?: string }).eventId ?? []);
    expect(new Set(events).size).toBe(1);
  });
});

describe('words of citizens', () => {
  it('are text, whatever is in them', async () => {
    const hostile = '<img src=x onerror="document.title=1"><script>alert(1)</script>';
    const { page } = await withClaimed({ words: [hostile] });
    await page.locator('ol').getByText(hostile).waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
  });

  it('stay hidden while they are abusive and nobody wants them', async () => {
    const ticket = at.desk.ask({ words: ['야 이 개새끼야'] });
    const page = await at.enter('상담원1', `/staff?ticket=${ticket.id}`);
    await page.getByText('가린 말', { exact: true }).waitFor();
    expect(await page.content()).not.toContain('개새끼');
    await page.getByRole('button', { name: '가린 말 보기' }).click();
    await page.getByText('야 이 개새끼야').waitFor();
    await page.getByRole('button', { name: '가린 말 보기' }).click();
    expect(await page.content()).not.toContain('개새끼');
  });

  it('of a crisis are nowhere; the numbers are at hand', async () => {
    const ticket = at.desk.ask({ words: ['죽고 싶어요'] });
    const page = await at.enter('상담원1', `/staff?ticket=${ticket.id}`);
    await page.getByRole('link', { name: '109 자살예방 상담전화' }).waitFor();
    expect(await page.getByRole('link', { name: '112 경찰' }).getAttribute('href')).toBe('tel:112');
    expect(await page.content()).not.toContain('죽고 싶');
  });
});

describe('where an answer goes', () => {
  it('is said before it is typed: later by the chatbot, now in Kakao’s own chat', async () => {
    const { page, number } = await withClaimed();
    await page.getByText('바로 보내지지 않아요. 시민이 챗봇을 다시 열 때 맨 먼저 보여 드려요.').waitFor();
    await page.getByText(`접수번호 ${number}로 채팅방을 찾을 수 있어요.`).waitFor();
    expect(await page.getByRole('button', { name: /보내기|전송/ }).count()).toBe(0);
  });

  it('is said to be sent only where the city has that', async () => {
    at.desk.config = { answersByEventApi: true };
    const { page } = await withClaimed();
    await page.getByText('카카오톡 알림으로 시민에게 보내요.').waitFor();
  });

  it('has no field where the city keeps no text', async () => {
    at.desk.config = { keepsText: false };
    const ticket = at.desk.ask({ words: [] });
    at.desk.change(ticket.id, { kind: 'claim' }, '상담원1');
    const page = await at.enter('상담원1', `/staff?ticket=${ticket.id}`);
    await page.getByText('이 시는 시민이 쓴 글을 남기지 않아요.').waitFor();
    expect(await answerOf(page).count()).toBe(0);
  });

  it('shows after the end whether the citizen has read it', async () => {
    const { page, id } = await withClaimed();
    await answerOf(page).fill('내일 오세요.');
    await page.getByRole('button', { name: '답변 남기기' }).click();
    await page.getByRole('button', { name: '상담 마치기' }).click();
    await page.getByRole('button', { name: '마치기', exact: true }).click();
    await page.getByText('시민이 아직 답변을 보지 않았어요.').waitFor();
    at.desk.change(id, { kind: 'show' }, 'citizen');
    await page.getByText('시민이 답변을 봄').waitFor();
    await page.getByText('시민이 봄', { exact: true }).waitFor();
  });
});

describe('a Korean input method', () => {
  it('finishes a syllable with Enter without leaving the answer', async () => {
    const { page } = await withClaimed();
    await answerOf(page).focus();
    const input = await page.context().newCDPSession(page);
    await input.send('Input.imeSetComposition', { text: '안녕', selectionStart: 2, selectionEnd: 2 });
    await page.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true }),
      ),
    );
    await input.send('Input.insertText', { text: '안녕하세요' });
    expect(await answerOf(page).inputValue()).toBe('안녕하세요');
    expect(at.desk.calls).not.toContain('POST ticket/answer');
  });
});
