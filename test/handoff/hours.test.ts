import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayHours } from '../../lib/city/profile.ts';
import {
  holidayDataEnds,
  holidayDataWarning,
  holidayName,
  hoursText,
  isOpen,
  nextOpening,
  openMsBetween,
  openness,
} from '../../lib/handoff/hours.ts';
import { OFFICE } from './factories.ts';

/** Epoch ms of a Korean wall clock: '2026-11-24 10:00'. */
function korea(wall: string): number {
  return Date.parse(`${wall.replace(' ', 'T')}+09:00`);
}

describe('whether people are there', () => {
  it.each([
    ['2026-11-24 08:59', false, 'before the doors open'],
    ['2026-11-24 09:00', true, 'at the very opening'],
    ['2026-11-24 11:59', true, 'just before lunch'],
    ['2026-11-24 12:00', false, 'at lunch'],
    ['2026-11-24 13:00', true, 'after lunch'],
    ['2026-11-24 17:59', true, 'in the last minute'],
    ['2026-11-24 18:00', false, 'at closing time'],
    ['2026-11-28 10:00', false, 'on Saturday'],
    ['2026-11-29 10:00', false, 'on Sunday'],
    ['2026-02-16 10:00', false, 'the day before Seollal'],
    ['2026-02-17 10:00', false, 'on Seollal'],
    ['2026-02-18 10:00', false, 'the day after Seollal'],
    ['2026-02-19 10:00', true, 'when Seollal is over'],
    ['2026-09-24 10:00', false, 'the day before Chuseok'],
    ['2026-09-25 10:00', false, 'on Chuseok'],
    ['2026-03-02 10:00', false, 'on the substitute day of 1 March'],
    ['2027-02-09 10:00', false, 'on the substitute day of Seollal'],
    ['2026-06-03 10:00', false, 'on the day of local elections'],
    ['2026-12-25 10:00', false, 'on Christmas'],
    ['2026-12-31 10:00', true, 'on the last day of the year'],
    ['2027-01-01 10:00', false, 'on New Year'],
  ])('%s: %s, %s', (wall, expected) => {
    expect(isOpen(OFFICE, korea(wall))).toBe(expected);
  });
  it('says why not', () => {
    expect(openness(OFFICE, korea('2026-02-17 10:00'))).toMatchObject({
      because: 'holiday',
      holiday: '설날',
    });
    expect(openness(OFFICE, korea('2026-11-24 12:30'))).toMatchObject({ because: 'lunch' });
    expect(openness(OFFICE, korea('2026-11-28 12:30'))).toMatchObject({ because: 'weekday' });
    expect(openness(OFFICE, korea('2026-11-24 20:00'))).toMatchObject({ because: 'after' });
    const closing = { ...OFFICE, closedDays: ['2026-11-24'] };
    expect(openness(closing, korea('2026-11-24 10:00'))).toMatchObject({ because: 'closedDay' });
  });
  it('knows Saturday mornings and a desk without lunch', () => {
    const saturday = { hours: { '6': { open: '09:00', close: '13:00' } }, closedDays: [] };
    expect(isOpen(saturday, korea('2026-11-28 12:30'))).toBe(true);
    expect(isOpen(saturday, korea('2026-11-28 13:00'))).toBe(false);
  });
  it('names holidays by the Korean date, also when it is still yesterday in London', () => {
    expect(holidayName(korea('2027-01-01 00:00'))).toBe('1월 1일');
    expect(holidayName(korea('2026-12-31 23:59'))).toBeUndefined();
  });
});

describe('when somebody will be there', () => {
  it.each([
    ['2026-11-24 07:00', '오늘 오전 9시', '2026-11-24 09:00'],
    ['2026-11-24 12:10', '오늘 오후 1시', '2026-11-24 13:00'],
    ['2026-11-24 18:00', '내일(수) 오전 9시', '2026-11-25 09:00'],
    ['2026-11-24 23:59', '내일(수) 오전 9시', '2026-11-25 09:00'],
    ['2026-11-25 00:00', '오늘 오전 9시', '2026-11-25 09:00'],
    ['2026-11-27 18:00', '11월 30일(월) 오전 9시', '2026-11-30 09:00'],
    ['2026-09-23 18:30', '9월 28일(월) 오전 9시', '2026-09-28 09:00'],
    ['2026-02-13 19:00', '2월 19일(목) 오전 9시', '2026-02-19 09:00'],
    ['2026-12-31 18:00', '1월 4일(월) 오전 9시', '2027-01-04 09:00'],
  ])('asked at %s: %s', (wall, label, opens) => {
    expect(nextOpening(OFFICE, korea(wall))).toEqual({ at: korea(opens), label, sure: true });
  });
  it('is now while they are there', () => {
    expect(nextOpening(OFFICE, korea('2026-11-24 10:00'))?.label).toBe('지금');
  });
  it('skips the days on which the city itself closes', () => {
    const closing = { ...OFFICE, closedDays: ['2026-11-25', '2026-11-26'] };
    expect(nextOpening(closing, korea('2026-11-24 20:00'))?.label).toBe('11월 27일(금) 오전 9시');
  });
  it('says half hours and noon as people do', () => {
    const desk = {
      hours: { '2': { open: '08:30', close: '12:00' }, '3': { open: '12:00', close: '18:00' } },
      closedDays: [],
    };
    expect(nextOpening(desk, korea('2026-11-24 08:00'))?.label).toBe('오늘 오전 8시 30분');
    expect(nextOpening(desk, korea('2026-11-24 12:00'))?.label).toBe('내일(수) 낮 12시');
  });
  it('is nothing where nobody is ever there', () => {
    expect(nextOpening({ hours: {}, closedDays: [] }, korea('2026-11-24 10:00'))).toBeUndefined();
  });
});

describe('after the last year whose holidays are known', () => {
  it('gives hours without a promise', () => {
    expect(holidayDataEnds()).toBe('2027-12-31');
    expect(nextOpening(OFFICE, korea('2027-12-31 19:00'))).toEqual({
      at: korea('2028-01-03 09:00'),
      label: '1월 3일(월) 오전 9시 (공휴일 여부를 확인해 주세요)',
      sure: false,
    });
    expect(openness(OFFICE, korea('2028-02-29 10:00'))).toEqual({ open: true, sure: false });
  });
  it('goes over the leap day without losing or doubling one', () => {
    expect(nextOpening(OFFICE, korea('2028-02-28 19:00'))?.label).toContain('내일(화) 오전 9시');
    expect(nextOpening(OFFICE, korea('2028-02-29 19:00'))?.at).toBe(korea('2028-03-01 09:00'));
    expect(nextOpening(OFFICE, korea('2027-02-28 23:00'))?.at).toBe(korea('2027-03-02 09:00'));
  });
  it('warns operators sixty days before', () => {
    expect(holidayDataWarning(korea('2027-10-31 12:00'))).toBeUndefined();
    expect(holidayDataWarning(korea('2027-10-31 23:59'))).toBeUndefined();
    expect(holidayDataWarning(korea('2027-11-01 00:00'))).toContain('in 60 days');
    expect(holidayDataWarning(korea('2028-01-01 00:00'))).toContain('ended on 2027-12-31');
  });
});

describe('opening hours in one line', () => {
  it.each([
    [{ '1': '9-18', '2': '9-18', '3': '9-18', '4': '9-18', '5': '9-18' }, '평일 09:00~18:00'],
    [{ '1': '9-18', '3': '9-18', '6': '9-13' }, '월·수 09:00~18:00, 토 09:00~13:00'],
    [{ '6': '9-13', '7': '9-13' }, '주말 09:00~13:00'],
    [{}, ''],
  ])('%j', (week, expected) => {
    const day = (span: string): DayHours => {
      const [open, close] = span.split('-').map((hour) => `${hour.padStart(2, '0')}:00`);
      return { open: open!, close: close! };
    };
    const hours = Object.fromEntries(Object.entries(week).map(([name, span]) => [name, day(span!)]));
    expect(hoursText({ hours })).toBe(expected);
  });
  it('says when lunch is', () => {
    expect(hoursText(OFFICE)).toBe('평일 09:00~18:00 (점심 12:00~13:00)');
  });
});

describe('time that counts as waiting', () => {
  it('leaves out nights, lunch and weekends', () => {
    expect(openMsBetween(OFFICE, korea('2026-11-27 17:00'), korea('2026-11-30 10:00'))).toBe(2 * 3_600_000);
    expect(openMsBetween(OFFICE, korea('2026-11-24 11:30'), korea('2026-11-24 13:30'))).toBe(3_600_000);
    expect(openMsBetween(OFFICE, korea('2026-11-24 13:30'), korea('2026-11-24 11:30'))).toBe(0);
  });
});

describe('on any machine', () => {
  it.each(['America/New_York', 'UTC', 'Asia/Seoul'])('TZ=%s gives the same answers', (zone) => {
    const hours = fileURLToPath(new URL('../../lib/handoff/hours.ts', import.meta.url));
    const script = `
      const { isOpen, nextOpening } = await import(${JSON.stringify(hours)});
      const office = ${JSON.stringify(OFFICE)};
      const at = Date.parse('2026-11-24T14:59:59Z');
      console.log(JSON.stringify([new Date(at).getTimezoneOffset(), isOpen(office, at - 8 * 3600e3),
        nextOpening(office, at).label, nextOpening(office, at + 1000).label]));`;
    const env = { ...process.env, TZ: zone };
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env,
      encoding: 'utf8',
    });
    expect(JSON.parse(out).slice(1)).toEqual([true, '내일(수) 오전 9시', '오늘 오전 9시']);
  });
});

describe('at any moment', () => {
  it('the next opening is not in the past, people are there then, and nobody before', () => {
    const from = korea('2026-01-01 00:00');
    fc.assert(
      fc.property(
        fc.integer({ min: from, max: korea('2027-12-20 00:00') }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (at, part) => {
          const next = nextOpening(OFFICE, at)!;
          expect(next.at).toBeGreaterThanOrEqual(at);
          expect(isOpen(OFFICE, next.at)).toBe(true);
          if (next.at > at) expect(isOpen(OFFICE, at + Math.floor((next.at - 1 - at) * part))).toBe(false);
        },
      ),
    );
  });
});
