/** Kinds of identifiers and the words that stand in their place. */

/** Label of each kind; a label holds no digit and nothing of the identifier. Order = most protected first. */
export const LABELS = {
  rrn: '[주민등록번호]',
  frn: '[외국인등록번호]',
  crn: '[법인등록번호]',
  driver: '[운전면허번호]',
  passport: '[여권번호]',
  card: '[카드번호]',
  account: '[계좌번호]',
  brn: '[사업자등록번호]',
  phone: '[전화번호]',
  plate: '[차량번호]',
  email: '[이메일]',
  birthdate: '[생년월일]',
  address: '[주소]',
  name: '[이름]',
} as const;

/** One kind of identifier. */
export type Kind = keyof typeof LABELS;

/** A stretch of text that is an identifier: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** What stays readable although it looks like an identifier. */
export interface PublicFacts {
  /** Digits only, of numbers that are published. */
  readonly phones: ReadonlySet<string>;
  /** Road or lot with number, without blanks: '부악로40'. */
  readonly places: ReadonlySet<string>;
}
