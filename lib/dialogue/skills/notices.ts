/** City notices: title, date, department, link. */
import type { Notice } from '../../content/types.ts';
import {
  buttons,
  LIST_TITLE_ADVICE,
  listCard,
  listItem,
  shorten,
  simpleText,
  skillResponse,
} from '../../kakao/index.ts';
import { toFields, toPerson, way, waysOn } from '../replies/ways.ts';
import type { Outcomes, Turn } from '../turn.ts';

/** Rows of one list card (listCard.items.count). */
const SHOWN = 5;

const newestFirst = (a: Notice, b: Notice): number => b.date.localeCompare(a.date);

function noticeText(notices: readonly Notice[]): string {
  return notices.map((notice) => `- ${notice.title}\n  ${notice.date} · ${notice.department}`).join('\n');
}

/** The newest notices with their links; full titles stand in the text, since a list cuts long ones. */
export function notices(turn: Turn): Outcomes {
  const { city } = turn.book;
  const shown = [...turn.book.notices].sort(newestFirst).slice(0, SHOWN);
  const quickReplies = waysOn(toFields(city), way(city, '시청안내', { skill: 'guide' }), toPerson(city));
  if (shown.length === 0) {
    const text = `지금 보여 드릴 공지가 없어요. 새 소식은 ${city.name} 홈페이지에서 볼 수 있어요.\n${city.website}`;
    return { reply: skillResponse({ outputs: [simpleText(text)], quickReplies }), outcome: 'notice', to: {} };
  }
  const items = shown.map(({ title, date, department, link }) =>
    listItem.link(shorten(title, LIST_TITLE_ADVICE), link, {
      description: shorten(`${date} ${department}`, 24),
    }),
  );
  const card = listCard({
    header: `${city.name} 공지`,
    items,
    buttons: [buttons.webLink('홈페이지에서 보기', city.website)],
  });
  const text = simpleText(`${city.name} 공지예요.\n\n${noticeText(shown)}`);
  return { reply: skillResponse({ outputs: [text, card], quickReplies }), outcome: 'notice', to: {} };
}
