/**
 * What the city publishes: fields (분야), entries (a question with its answer), notices, the City Hall guide.
 * These are the parsed, checked shapes; a clerk edits the YAML files that become them.
 */

/** Kind of a fact inside an answer; decides its heading and which question asks for it ('얼마예요?' → fee). */
export const FACT_KINDS = [
  'fee',
  'papers',
  'place',
  'hours',
  'step',
  'duration',
  'who',
  'phone',
  'link',
  'note',
  'law',
] as const;
/** One kind of fact. */
export type FactKind = (typeof FACT_KINDS)[number];

/** Where a statement was read. `date` is what the source says of itself (ISO where known, otherwise words such as '날짜 미상'). */
export interface Source {
  readonly title: string;
  readonly url?: string;
  readonly date: string;
}

/** One statement of an answer, in citizens' words. */
export interface Fact {
  readonly kind: FactKind;
  readonly text: string;
  /** Present on facts that must be confirmed again: date of their source, shown to the citizen beneath the answer. */
  readonly recheck?: string;
}

/** A link that an answer offers as a button. `label` ≤ 14 characters (Kakao's button label). */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** A telephone number that an answer offers; the number always stands in the text as well. */
export interface Phone {
  readonly label: string;
  readonly number: string;
  readonly hours?: string;
}

/** One question with its answer. */
export interface Entry {
  readonly id: string;
  readonly field: string;
  /** The question as a citizen would ask it. */
  readonly title: string;
  /** Other ways to ask it; at least five. */
  readonly phrasings: readonly string[];
  /** What citizens typed for it (asked.tsv); absent where nothing was collected. */
  readonly asked?: readonly string[];
  /** Extra words that lead here. */
  readonly keywords: readonly string[];
  /** Questions that sound like this one and are not answered here: 'these two are different'. */
  readonly different?: readonly string[];
  /** The answer in one to three short sentences (해요체). */
  readonly summary: string;
  readonly facts: readonly Fact[];
  readonly links: readonly Link[];
  readonly phones: readonly Phone[];
  readonly sources: readonly Source[];
  /** Responsible department, or '확인 필요'. */
  readonly department: string;
  /** When and by whom the answer was last reviewed (ISO date). */
  readonly reviewed: { readonly date: string; readonly by: string };
  /** True when the city still has to confirm part of it: the way on is shown in its place. */
  readonly unconfirmed: boolean;
  /** What the city has not confirmed yet, in a few words ('품목별 수수료'); shown as 'OO은(는) 확인 중이에요'. */
  readonly missing: readonly string[];
  /** ISO date after which the entry is no longer shown. */
  readonly expires?: string;
  /** Ids of entries that people ask next. */
  readonly related: readonly string[];
}

/** One of the twelve fields. `name` ≤ 14 characters (a quick reply). */
export interface Field {
  readonly id: string;
  readonly name: string;
  readonly full: string;
  readonly entries: readonly Entry[];
}

/** A city notice: title, date, department and link only (the board's own text is not copied). */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly department: string;
  readonly link: string;
  readonly expires?: string;
  readonly summary?: string;
  /** True for an invented example that shows what a notice looks like. */
  readonly sample: boolean;
}

/** A desk, floor or office of the City Hall guide. */
export interface Place {
  readonly id: string;
  /** '세정과', '종합민원실(여권)', '증포동 행정복지센터'. */
  readonly name: string;
  /** '시청 2층', '경기도 이천시 …'; absent when the city has not confirmed it. */
  readonly where?: string;
  /** What one does there. */
  readonly does: string;
  readonly phone?: string;
  readonly hours?: string;
  /** Errands in citizens' words: '여권', '재산세', '보건증'. */
  readonly errands: readonly string[];
  readonly group: 'hall' | 'office' | 'town' | 'facility';
  readonly sources: readonly Source[];
  readonly recheck?: string;
}

/** A spoken word and the official one. Without a field it holds everywhere. */
export interface Synonym {
  readonly word: string;
  readonly term: string;
  readonly field?: string;
}

/** Everything one publish carries; `digest` is the SHA-256 (hex) of its canonical JSON without version and date. */
export interface Content {
  readonly city: import('../city/profile.ts').CityProfile;
  readonly fields: readonly Field[];
  readonly notices: readonly Notice[];
  readonly guide: readonly Place[];
  readonly synonyms: readonly Synonym[];
  /** Questions that citizens asked and nothing here answers; absent in what an older release published. */
  readonly uncovered?: readonly string[];
}
