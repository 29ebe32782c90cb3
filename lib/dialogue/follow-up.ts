/** Questions that only make sense inside the talk: '얼마예요?', '늦으면요?', '인터넷으로도 돼요?' after an answer. */
import type { Entry, FactKind, Field } from '../content/types.ts';
import type { Aspect, Candidate, Match } from '../matching/types.ts';
import type { Book } from './book.ts';
import { kindsOf } from './replies/aspects.ts';

/** Syllables without spaces; longer questions carry their own topic. */
const LONGEST = 18;
/** At or above, an entry of another field that holds the asked word by name takes the talk there. */
const SURE = 0.8;

/** Words that name no topic of their own, longest first within a group. */
const GENERAL =
  /그럼|그러면|그런데|근데|그리고|그거|그건|그게|이거|이건|거기|여기|혹시|아까|얼마나|얼마|비용|수수료|요금|가격|금액|준비물|서류|준비|필요|무엇|무슨|어떤|뭐|뭘|가져가야|가져가|가져|들고|챙겨|며칠|몇일|몇|걸리|걸려|기간|언제|까지|부터|시간|어디|어떻게|위치|장소|주소|전화번호|연락처|번호|전화|누가|누구|대리인|대리|대신|본인|가족|방법|신청|하려면|할라면|알려|주세요|줘요|가능|있나요|없나요|있어요|없어요|되나요|돼요|되나|돼|해요|하나요|해야|예요|에요|이에요|인가요|나요/gu;
/** What hangs on a word. */
const TAIL =
  /(?:으면|라면|면|려면|려고|아도|어도|아요|어요|는데|은데|에서도|에서|으로도|으로|로도|로|이랑|랑|에도|에|은|는|이|가|을|를|도|만|요|의|할|한|하|되|돼|된|시|나|지|게|고|죠|야)+$/u;

const squeeze = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s!?.~,'"()…ㅠㅜㅋㅎ]+/gu, '');

/** The words of a question that name something: '늦으면요?' → 늦, '얼마예요?' → none. */
export function topicWords(utterance: string): string[] {
  const pieces = utterance
    .normalize('NFC')
    .toLowerCase()
    .replace(/[!?.~,'"()…ㅠㅜㅋㅎ]+/gu, ' ')
    .replace(GENERAL, ' ')
    .split(/\s+/u);
  const stems = pieces.map((piece) => piece.replace(TAIL, ''));
  return stems.filter((stem) => stem !== '' && !/^[은는이가을를도만요에로의]$/u.test(stem));
}

const known = new WeakMap<Entry, { readonly names: string; readonly all: string }>();

/** What an entry is called by, and everything that it says, without spaces. */
function wordsOf(entry: Entry): { readonly names: string; readonly all: string } {
  const found = known.get(entry);
  if (found) return found;
  const names = squeeze([entry.title, ...entry.keywords, ...entry.phrasings].join('|'));
  const all = names + squeeze([entry.summary, ...entry.facts.map(({ text }) => text)].join('|'));
  const made = { names, all };
  known.set(entry, made);
  return made;
}

const holds = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));

const ASKED_BY: Readonly<Record<Aspect, RegExp>> = {
  fee: /얼마|수수료|비용|요금|가격/u,
  papers: /준비물|가져|서류/u,
  place: /어디|위치/u,
  hours: /시간|몇 ?시|야간|저녁|언제/u,
  phone: /전화/u,
  duration: /며칠|언제/u,
  who: /대신|대리|누가/u,
  how: /어떻게|인터넷|방법/u,
};

const hasKind = (entry: Entry, kind: FactKind | undefined): boolean =>
  entry.facts.some((fact) => fact.kind === kind) || (kind === 'phone' && entry.phones.length > 0);

/** Whether the entry answers the aspect: by the very kind it asks for, or, `loosely`, by a kind that helps. */
const answersAspect = (entry: Entry, aspect: Aspect, loosely = false): boolean =>
  (loosely ? kindsOf(aspect) : kindsOf(aspect).slice(0, 1)).some((kind) => hasKind(entry, kind));

const TIME: readonly Aspect[] = ['hours', 'duration'];

/** What holds for the whole office: hours, place and phone of one errand are those of its neighbours. */
const OF_OFFICE: readonly Aspect[] = ['hours', 'place', 'phone'];

/** The neighbour of an entry that is about just this part. */
function neighbourFor(book: Book, entry: Entry, field: Field, aspect: Aspect): Entry | undefined {
  const related = entry.related.flatMap((id) => book.entry(id) ?? []).filter((one) => one.field === field.id);
  const asks = ({ title }: Entry): boolean => ASKED_BY[aspect].test(title);
  const inField = field.entries.find((one) => one !== entry && one.title.includes(field.name) && asks(one));
  const saying = related.find((one) => answersAspect(one, aspect));
  return related.find(asks) ?? (OF_OFFICE.includes(aspect) ? (inField ?? saying) : (saying ?? inField));
}

/** The entry itself where it can say, its neighbour that is about just this, or the entry after all. */
function byAspect(book: Book, entry: Entry, field: Field, aspect: Aspect): Entry {
  if (answersAspect(entry, aspect, TIME.includes(aspect))) return entry;
  if (ASKED_BY[aspect].test(wordsOf(entry).names)) return entry;
  const near = neighbourFor(book, entry, field, aspect);
  if (near && ASKED_BY[aspect].test(near.title)) return near;
  return answersAspect(entry, aspect, true) ? entry : (near ?? entry);
}

/** The entry of this field that fits best once the question is read with the name of the topic in front. */
function bestInField(
  book: Book,
  field: Field,
  entry: Entry,
  utterance: string,
  words: readonly string[],
): Entry | undefined {
  const topics = [entry.keywords[0] ?? entry.title, field.name];
  const found = topics.flatMap((topic) => book.matcher.match(`${topic} ${utterance}`).candidates);
  const named = new Set(field.entries.filter((one) => holds(wordsOf(one).names, words)).map(({ id }) => id));
  const sorted = found.filter(({ id }) => named.has(id)).sort((a, b) => b.score - a.score);
  return book.entry(sorted[0]?.id ?? [...named][0] ?? '');
}

/** Whether the question names what another field is surely about and this entry is not. */
function leaves(book: Book, entry: Entry, words: readonly string[], first: Candidate | undefined): boolean {
  const other = first && first.score >= SURE ? book.entry(first.id) : undefined;
  const named = words.filter((word) => word.length > 1 && !wordsOf(entry).names.includes(word));
  if (!other || other.field === entry.field || named.length === 0) return false;
  return holds(wordsOf(other).names, named);
}

/** What a question of general words alone asks for. */
const aspectOf = (utterance: string, alone: Match): Aspect | undefined =>
  alone.aspect ?? (/언제/u.test(utterance) ? 'duration' : undefined);

/**
 * The entry that a follow-up asks about: the one last shown, its neighbour that is about just this, or another of the
 * same field; undefined when the question stands on its own or names what the field does not know.
 */
export function followUpEntry(
  book: Book,
  entryId: string | undefined,
  utterance: string,
  alone: Match,
): Entry | undefined {
  const entry = entryId === undefined ? undefined : book.entry(entryId);
  const field = entry && book.field(entry.field);
  if (!entry || !field || squeeze(utterance).length > LONGEST) return undefined;
  const words = topicWords(utterance);
  if (words.length === 0) {
    const aspect = aspectOf(utterance, alone);
    return aspect ? byAspect(book, entry, field, aspect) : entry;
  }
  if (leaves(book, entry, words, alone.candidates[0])) return undefined;
  if (holds(wordsOf(entry).all, words)) return entry;
  const inField = field.entries.some((one) => holds(wordsOf(one).names, words));
  return inField ? bestInField(book, field, entry, utterance, words) : undefined;
}
