import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { startDeadline } from '../../functions/chat/deadline.ts';
import { answerCall } from '../../functions/chat/turn.ts';
import { contentHolder } from '../../lib/aws/content-holder.ts';
import { ticketStore } from '../../lib/aws/ticket-store.ts';
import { parseSkillRequest } from '../../lib/kakao/index.ts';
import { turnLine } from '../../lib/usage/line.ts';
import { payload } from '../city/citizen.ts';

vi.mock('../../lib/privacy/mask.ts', () => ({
  mask: () => {
    throw new Error('900101-1234567');
  },
}));

it('a citizen whose words cannot be masked is answered; of the words nothing is kept, and it is counted', async () => {
  const now = Date.parse('2026-11-24T10:00:00+09:00');
  const tables = { sessions: 'none', tickets: 'none', content: 'none' };
  const floor = readFileSync(new URL('../../dist/functions/chat/content.bin', import.meta.url));
  const rooms = {
    content: contentHolder({ floor, read: () => Promise.reject(new Error('gone')), tick: () => 0 }),
    tickets: ticketStore('none'),
    tables,
    queueUrl: 'http://127.0.0.1:9/none',
    lateQueueUrl: 'http://127.0.0.1:9/none',
  };
  const request = parseSkillRequest(payload('user', '여권 만드는 데 얼마예요? 900101-1234567'));
  if (!request.ok) throw new Error(request.problem);
  const call = { skill: 'ask' as const, request: request.request, apiId: 'api-id-1', now };
  const secrets = { skill: ['s'], pseudonymKey: 'k'.repeat(32) };
  const { reply, event } = await answerCall(
    call,
    secrets as never,
    rooms as never,
    startDeadline(now, now, () => performance.now()),
  );
  expect(JSON.stringify(reply)).toContain('52,000원');
  expect(event?.degraded).toContain('mask');
  const line = turnLine({ ...event!, latencyMs: 1 }, { city: 'icheon', stage: 'dev' });
  expect(line).toContain('[마스킹 실패]');
  expect(line).not.toContain('900101');
  expect(JSON.parse(line).MaskFailed).toBe(1);
});
