/** Words, keys, what is kept, and signing in: the small pure parts of the page. */
import { describe, expect, it } from 'vitest';
import type { SignIn } from '../../lib/staff/api.ts';
import { ApiError } from '../../web/staff/api.ts';
import { type AuthWorld, createAuth } from '../../web/staff/auth.ts';
import { keepDrafts, keptDrafts, keptSettings, type Shelf } from '../../web/staff/kept.ts';
import { deedOf, isSend, type KeyPress, SHORTCUTS } from '../../web/staff/keys.ts';
import { pauseMs } from '../../web/staff/poll.ts';
import { lasting, left, monthBeside, when } from '../../web/staff/words.ts';
import { MINUTE, MORNING } from './desk-server.ts';

describe('words for times', () => {
  it.each([
    [59_000, '1분 미만'],
    [12 * MINUTE, '12분'],
    [60 * MINUTE, '1시간'],
    [65 * MINUTE, '1시간 5분'],
    [26 * 60 * MINUTE, '1일 2시간'],
  ])('%i ms last %s', (ms, words) => expect(lasting(ms)).toBe(words));

  it('counts down in minutes and seconds, never below nothing', () => {
    expect([left(125_000), left(40_000), left(-1)]).toEqual(['2분 5초', '40초', '0초']);
  });

  it('tells the clock of Korea, with the day where it is another', () => {
    expect(when(MORNING, MORNING)).toBe('오전 10:30');
    expect(when(MORNING, MORNING + 24 * 60 * MINUTE)).toContain('11월 24일');
  });

  it('steps over the turn of the year', () => {
    expect([monthBeside('2026-01', -1), monthBeside('2026-12', 1)]).toEqual(['2025-12', '2027-01']);
  });
});

describe('shortcuts', () => {
  const press = (more: Partial<KeyPress>): KeyPress => ({
    code: '',
    key: '',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    ...more,
  });

  it('are told by place: the same with a Korean input method', () => {
    expect(deedOf(press({ code: 'KeyC', key: 'c' }), false, true)).toBe('claim');
    expect(deedOf(press({ code: 'KeyC', key: 'ㅊ' }), false, true)).toBe('claim');
    expect(deedOf(press({ code: 'Slash', key: '?', shiftKey: true }), false, true)).toBe('help');
  });

  it('do nothing while somebody types, with another key held, or when switched off', () => {
    const c = press({ code: 'KeyC', key: 'c' });
    expect(deedOf(c, true, true)).toBeUndefined();
    expect(deedOf(c, false, false)).toBeUndefined();
    expect(deedOf({ ...c, ctrlKey: true }, false, true)).toBeUndefined();
    expect(deedOf({ ...c, isComposing: true }, false, true)).toBeUndefined();
  });

  it('each have a key of their own', () => {
    expect(new Set(SHORTCUTS.map(({ code }) => code)).size).toBe(SHORTCUTS.length);
  });

  it('take no Enter of an input method for a send', () => {
    const enter = { key: 'Enter', ctrlKey: true, metaKey: false, isComposing: false };
    expect(isSend(enter)).toBe(true);
    expect(isSend({ ...enter, isComposing: true })).toBe(false);
    expect(isSend({ ...enter, ctrlKey: false })).toBe(false);
  });
});

function shelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('what is kept', () => {
  const drafts = { a: { answer: '쓰던 글', note: '' } };

  it('gives drafts back to the one who typed them, and to nobody else', () => {
    const here = shelf();
    keepDrafts(here, '상담원1', drafts);
    expect(keptDrafts(here, '상담원1')).toEqual(drafts);
    expect(keptDrafts(here, '상담원2')).toEqual({});
    expect(keptDrafts(here, '상담원1')).toEqual({});
  });

  it('survives settings that something else wrote', () => {
    const here = shelf();
    here.setItem('minwontalk.staff.settings', '{"sound":"loud"}');
    expect(keptSettings(here, { sound: false, letters: true })).toEqual({ sound: false, letters: true });
  });
});

describe('polling', () => {
  it('asks every two seconds while seen, seldom while hidden, and slower after failures', () => {
    expect([pauseMs(0, true), pauseMs(0, false), pauseMs(1, true), pauseMs(9, true)]).toEqual([
      2000, 15_000, 4000, 15_000,
    ]);
  });
});

describe('signing in', () => {
  const signIn: SignIn = {
    issuer: 'https://id.example.kr',
    authorizeUrl: 'https://id.example.kr/login',
    tokenUrl: 'https://id.example.kr/token',
    clientId: 'page',
    scope: 'openid',
  };
  const tab = (ask?: AuthWorld['ask']) => {
    const went: string[] = [];
    const asked: URLSearchParams[] = [];
    const clock = { now: MORNING };
    let count = 0;
    const world: AuthWorld = {
      storage: shelf(),
      origin: 'https://desk.example.kr',
      go: (url) => void went.push(url),
      now: () => clock.now,
      async ask(url, body) {
        asked.push(body);
        count += 1;
        return ask
          ? ask(url, body)
          : { access_token: `access-${count}`, refresh_token: `refresh-${count}`, expires_in: 3600 };
      },
    };
    return { auth: createAuth(signIn, 480, world), went, asked, clock };
  };
  const comeBack = async (here: ReturnType<typeof tab>, search = '?ticket=t1') => {
    await here.auth.begin(search);
    const state = new URL(here.went[0] ?? '').searchParams.get('state');
    return here.auth.arrive(`?code=c1&state=${state}`);
  };

  it('comes back to the ticket that the person wanted', async () => {
    const here = tab();
    expect(await comeBack(here)).toEqual({ signedIn: true, search: '?ticket=t1' });
    expect(await here.auth.token()).toBe('access-1');
    expect(here.asked[0]?.get('code_verifier')).toHaveLength(43);
  });

  it('refuses a code that it did not ask for', async () => {
    const here = tab();
    await here.auth.begin('');
    expect(await here.auth.arrive('?code=c1&state=forged')).toMatchObject({ signedIn: false });
    expect(here.asked).toEqual([]);
  });

  it('says so when the provider sends an error back', async () => {
    const { problem } = await tab().auth.arrive('?error=access_denied');
    expect(problem).toBe('로그인을 마치지 못했어요. 다시 로그인해 주세요.');
  });

  it('renews the token before it ends, once for all who wait', async () => {
    const here = tab();
    await comeBack(here);
    here.clock.now += 59.5 * MINUTE;
    expect(await Promise.all([here.auth.token(), here.auth.token()])).toEqual(['access-2', 'access-2']);
    expect(here.asked).toHaveLength(2);
    expect(here.asked[1]?.get('refresh_token')).toBe('refresh-1');
  });

  it('keeps the session when the provider is away for a moment', async () => {
    let away = false;
    const here = tab(async () => {
      if (away) throw new ApiError('offline', '닿지 않아요.');
      return { access_token: 'access', refresh_token: 'refresh', expires_in: 3600 };
    });
    await comeBack(here);
    here.clock.now += 59.5 * MINUTE;
    away = true;
    await expect(here.auth.token()).rejects.toMatchObject({ code: 'offline' });
    away = false;
    expect(await here.auth.token()).toBe('access');
  });

  it('ends after the time that the city set, however fresh the token', async () => {
    const here = tab();
    await comeBack(here);
    here.clock.now += 480 * MINUTE;
    await expect(here.auth.token()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await here.auth.arrive('')).toEqual({ signedIn: false });
  });
});
