/** A city for tests: open on weekdays from nine to six. */
import type { CityProfile } from '../../lib/city/profile.ts';

const DAY = { open: '09:00', close: '18:00' };

/** Any city. */
export const anyCity: CityProfile = {
  id: 'icheon',
  name: '이천시',
  channel: '이천시민원콜센터',
  phone: { confirmed: false },
  fallbackPhone: { number: '110', label: '정부민원안내', hours: '24시간' },
  website: 'https://www.icheon.go.kr',
  hours: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY },
  closedDays: [],
  keepsText: true,
  retention: { sessionHours: 24, talkMinutes: 30, ticketTextDays: 90, questionDays: 90, usageEventDays: 400 },
  bots: { dev: [], prod: [] },
  blocks: {},
  sourceIps: [],
};
