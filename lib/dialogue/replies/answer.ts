/** An entry as a citizen reads it: the asked part first, then the rest, its gaps, and where it comes from. */
import type { CityProfile } from '../../city/profile.ts';
import type { Entry, Fact, FactKind } from '../../content/types.ts';
import { type Button, buttons, type Output, shorten, textBubbles, textCard } from '../../kakao/index.ts';
import type { Aspect } from '../../matching/types.ts';
import { kindsOf } from './aspects.ts';
import { topic } from './particle.ts';
import { provenance } from './provenance.ts';
import { repeats, withoutRepeats } from './repeats.ts';
import { phoneLine } from './ways.ts';

export { provenance } from './provenance.ts';

const HEADINGS: Readonly<Record<FactKind, string>> = {
  fee: '수수료·금액',
  papers: '준비물',
  place: '장소',
  hours: '시간',
  step: '방법',
  duration: '기간',
  who: '대상',
  phone: '전화',
  link: '홈페이지',
  note: '알아 두세요',
  law: '근거',
};

/** Kinds in the order a citizen wants them. */
const ORDER: readonly FactKind[] = [
  'step',
  'fee',
  'papers',
  'place',
  'hours',
  'duration',
  'who',
  'phone',
  'link',
  'note',
  'law',
];

/** A heading with its statements; a law that is only named takes one line. */
function section(kind: FactKind, facts: readonly Fact[]): string | undefined {
  if (facts.length === 0) return undefined;
  if (kind === 'law' && facts.every(({ text }) => !text.endsWith('.')))
    return `근거: ${facts.map(({ text }) => text).join(', ')}`;
  return [`[${HEADINGS[kind]}]`, ...facts.map((fact) => `- ${fact.text}`)].join('\n');
}

function phoneSection(entry: Entry): string | undefined {
  if (entry.phones.length === 0) return undefined;
  const lines = entry.phones.map(
    ({ label, number, hours }) => `- ${label} ${number}${hours ? `(${hours})` : ''}`,
  );
  return ['[전화]', ...lines].join('\n');
}

const ofKind = (entry: Entry, kind: FactKind): Fact[] => entry.facts.filter((fact) => fact.kind === kind);

/** The part that was asked for, whole; undefined where the entry has none. */
export function askedPart(entry: Entry, aspect: Aspect | undefined): string | undefined {
  if (!aspect) return undefined;
  const kind = kindsOf(aspect).find((one) => ofKind(entry, one).length > 0);
  if (kind) return section(kind, ofKind(entry, kind));
  return aspect === 'phone' ? phoneSection(entry) : undefined;
}

/** Whether a statement may be left out because it was said; what to bring along is always listed whole. */
const idle = (fact: Fact, said: string): boolean => fact.kind !== 'papers' && repeats(fact.text, said);

/** Everything else, less what the summary or the asked part said already. */
function restOf(entry: Entry, asked: string, summary: string): string[] {
  const said = `${asked} ${summary}`;
  const sections = ORDER.map((kind) =>
    section(
      kind,
      ofKind(entry, kind).filter((fact) => !asked.includes(fact.text) && !idle(fact, said)),
    ),
  );
  const numbered = entry.facts.some((fact) => fact.kind === 'phone') || asked.startsWith('[전화]');
  return [...sections, numbered ? undefined : phoneSection(entry)].filter((part) => part !== undefined);
}

/** Oldest date among the facts that wait to be confirmed again. */
function recheckDate(facts: readonly Fact[]): string | undefined {
  const dates = facts.flatMap((fact) => (fact.recheck === undefined ? [] : [fact.recheck]));
  const dated = dates.filter((date) => /^\d{4}/.test(date)).sort();
  return dated[0] ?? dates[0];
}

const hasNumber = (entry: Entry): boolean =>
  entry.phones.length > 0 || entry.facts.some(({ kind }) => kind === 'phone');

function recheckLine(entry: Entry): string | undefined {
  const date = recheckDate(entry.facts);
  if (date === undefined) return undefined;
  const since = /^\d{4}/.test(date) ? `${date} 자료가 들어 있어요.` : '날짜를 알 수 없는 자료가 들어 있어요.';
  const way = hasNumber(entry) ? '전화나 1:1채팅상담으로' : '1:1채팅상담으로';
  return `${since} 바뀌었을 수 있으니 먼저 ${way} 확인해 주세요.`;
}

function missingLine(city: CityProfile, entry: Entry): string | undefined {
  if (entry.missing.length === 0) return undefined;
  const told = entry.summary.includes('물어봐') || recheckDate(entry.facts) !== undefined;
  const way = told ? '' : ' 1:1채팅상담에 물어봐 주세요.';
  return `${topic(entry.missing.join(', '))} 아직 ${city.name}에 확인 중이에요.${way}`;
}

/** The number to call, where an answer sends people to the call centre and names no number. */
function callLine(city: CityProfile, entry: Entry): string | undefined {
  const text = [entry.summary, ...entry.facts.map((fact) => fact.text)].join(' ');
  return text.includes('콜센터') && !hasNumber(entry) ? phoneLine(city) : undefined;
}

function notesOf(city: CityProfile, entry: Entry, asOf: string | undefined): string {
  const old = asOf === undefined ? undefined : `${asOf}에 저장한 내용이에요.`;
  const lines = [callLine(city, entry), missingLine(city, entry), recheckLine(entry), old];
  return lines.filter((line) => line !== undefined).join('\n');
}

/**
 * The whole text of an answer. `aspect`: the part that was asked for, right after the title; `asOf`: date of old content,
 * shown; `brief`: the asked part and the summary only, for a question within the talk.
 */
export function answerText(
  city: CityProfile,
  entry: Entry,
  aspect?: Aspect,
  asOf?: string,
  brief = false,
): string {
  const asked = askedPart(entry, aspect) ?? '';
  const summary = asked === '' ? entry.summary : withoutRepeats(entry.summary, asked);
  const rest = brief && asked !== '' ? [] : restOf(entry, asked, summary);
  const parts = [entry.title, asked, summary, ...rest, notesOf(city, entry, asOf), provenance(entry)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function answerButtons(entry: Entry): Button[] {
  const links = entry.links.map(({ label, url }) => buttons.webLink(label, url));
  const phones = entry.phones.map(({ label, number }) =>
    buttons.phone(`${label} 전화`.length <= 14 ? `${label} 전화` : '전화하기', number),
  );
  return [...links.slice(0, phones.length > 0 ? 2 : 3), ...phones].slice(0, 3);
}

function buttonText(entry: Entry): string {
  const links = entry.links.map(({ label }) => label);
  const phones = entry.phones.slice(0, 3).map(({ label, number }) => `${label} ${number}`);
  return [...links, ...phones].join(' · ');
}

/** Bubbles of an answer's text; the content check keeps it within two (ANSWER_MAX). */
const TEXT_BUBBLES = 2;

/** An answer as bubbles: its text, then a card with its links and phones. */
export function answerOutputs(entry: Entry, text: string): Output[] {
  const list = answerButtons(entry);
  const bubbles = textBubbles(text, TEXT_BUBBLES);
  if (list.length === 0) return bubbles;
  const description = shorten(buttonText(entry), 300);
  return [...bubbles, textCard({ title: '바로 가기', description, buttons: list, buttonLayout: 'vertical' })];
}
