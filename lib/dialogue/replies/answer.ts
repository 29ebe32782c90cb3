/** An entry as a citizen reads it: the asked part first, then the rest, its gaps, and where it comes from. */
import type { CityProfile } from '../../city/profile.ts';
import type { Entry, Fact, FactKind, Source } from '../../content/types.ts';
import { type Button, buttons, type Output, shorten, textBubbles, textCard } from '../../kakao/index.ts';
import type { Aspect } from '../../matching/types.ts';
import { topic } from './particle.ts';

const HEADINGS: Readonly<Record<FactKind, string>> = {
  fee: '수수료·금액',
  papers: '준비물',
  place: '장소',
  hours: '시간',
  step: '방법',
  duration: '기간',
  who: '대상',
  phone: '전화',
  link: '누리집',
  note: '알아 두세요',
  law: '근거',
};

const ASKED: Readonly<Record<Aspect, FactKind>> = {
  fee: 'fee',
  papers: 'papers',
  place: 'place',
  hours: 'hours',
  phone: 'phone',
  duration: 'duration',
  who: 'who',
  how: 'step',
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

/** Kinds with the asked one first. */
function orderFor(aspect: Aspect | undefined): readonly FactKind[] {
  if (!aspect) return ORDER;
  const first = ASKED[aspect];
  return [first, ...ORDER.filter((kind) => kind !== first)];
}

function section(kind: FactKind, facts: readonly Fact[]): string | undefined {
  const own = facts.filter((fact) => fact.kind === kind);
  if (own.length === 0) return undefined;
  return [`[${HEADINGS[kind]}]`, ...own.map((fact) => `- ${fact.text}`)].join('\n');
}

/** Oldest date among the facts that wait to be confirmed again. */
function recheckDate(facts: readonly Fact[]): string | undefined {
  const dates = facts.flatMap((fact) => (fact.recheck === undefined ? [] : [fact.recheck]));
  const dated = dates.filter((date) => /^\d{4}/.test(date)).sort();
  return dated[0] ?? dates[0];
}

function recheckLine(entry: Entry): string | undefined {
  const date = recheckDate(entry.facts);
  if (date === undefined) return undefined;
  const since = /^\d{4}/.test(date) ? `${date} 자료가 들어 있어요.` : '날짜를 알 수 없는 자료가 들어 있어요.';
  return `${since} 바뀌었을 수 있으니 가기 전에 1:1채팅상담이나 전화로 확인해 주세요.`;
}

function missingLine(city: CityProfile, entry: Entry): string | undefined {
  if (entry.missing.length === 0) return undefined;
  return `${topic(entry.missing.join(', '))} ${city.name}에 확인 중이라 아직 알려 드리지 못해요. 1:1채팅상담에 물어봐 주세요.`;
}

/** '군포시청: 여권의 교부' → '군포시청'. */
const sourceName = (source: Source): string => source.title.split(/[:(]/)[0]?.trim() ?? source.title;

/** The one short last line: source, department, date of review. */
export function provenance(entry: Entry): string {
  const [first, ...more] = entry.sources;
  const source = first
    ? `출처 ${sourceName(first)}${more.length > 0 ? ` 외 ${more.length}곳` : ''}`
    : '출처 확인 필요';
  return `${source} · 담당 ${entry.department} · ${entry.reviewed.date} 검토(${entry.reviewed.by})`;
}

function phoneSection(entry: Entry): string | undefined {
  if (entry.phones.length === 0) return undefined;
  const lines = entry.phones.map(
    ({ label, number, hours }) => `- ${label} ${number}${hours ? `(${hours})` : ''}`,
  );
  return ['[전화]', ...lines].join('\n');
}

/** The whole text of an answer; the asked aspect comes right after the title. `asOf`: date of old content, shown. */
export function answerText(city: CityProfile, entry: Entry, aspect?: Aspect, asOf?: string): string {
  const kinds = orderFor(aspect);
  const sections = kinds.map((kind) => section(kind, entry.facts));
  const asked = aspect === undefined ? undefined : sections.shift();
  const phones = entry.facts.some((fact) => fact.kind === 'phone') ? undefined : phoneSection(entry);
  const old = asOf === undefined ? undefined : `${asOf}에 저장한 내용이에요.`;
  const notes = [missingLine(city, entry), recheckLine(entry), old].filter((line) => line !== undefined);
  const parts = [entry.title, asked, entry.summary, ...sections, phones, notes.join('\n'), provenance(entry)];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
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

/** An answer as bubbles: the text, then a card with its links and phones. */
export function answerOutputs(city: CityProfile, entry: Entry, aspect?: Aspect, asOf?: string): Output[] {
  const list = answerButtons(entry);
  const text = textBubbles(answerText(city, entry, aspect, asOf), TEXT_BUBBLES);
  if (list.length === 0) return text;
  const description = shorten(buttonText(entry), 300);
  return [...text, textCard({ title: '바로 가기', description, buttons: list, buttonLayout: 'vertical' })];
}
