/** What a counsellor is spared: abusive words are marked, words of danger are not shown at all. */
import { CRISIS_LINE } from '../handoff/talk.ts';
import type { TalkLine, Ticket } from '../handoff/types.ts';
import { detectDanger } from '../matching/danger/index.ts';
import { hasAbuse } from '../matching/smalltalk/abuse.ts';
import { detectTalk } from '../matching/smalltalk/index.ts';
import type { Words } from './api.ts';

/** Numbers at hand in a crisis: suicide prevention, police, rescue. All day, national. */
export const CRISIS_NUMBERS = [
  { number: '109', label: '자살예방 상담전화' },
  { number: '112', label: '경찰' },
  { number: '119', label: '소방·구급' },
] as const;

/** What is known of the citizen's words of a ticket. */
export function wordsOf({ talk }: Pick<Ticket, 'talk'>): Words {
  const said = talk.filter(({ who }) => who === 'citizen').map(({ text }) => text);
  if (said.some(isDanger)) return 'crisis';
  return said.some((text) => hasAbuse(text) || detectTalk(text) === 'abuse') ? 'abusive' : 'normal';
}

/** The talk without words of danger that came past the chat. */
export function spared(talk: readonly TalkLine[]): readonly TalkLine[] {
  return talk.map((line) =>
    line.who === 'citizen' && isDanger(line.text) ? { ...line, text: CRISIS_LINE } : line,
  );
}

function isDanger(text: string): boolean {
  return text === CRISIS_LINE || detectDanger(text) !== undefined;
}
