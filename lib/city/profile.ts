/** The profile of a city: what differs from one city hall to the next. Parsed from `content/<city>/city.yaml`. */

/** Opening hours of one day, 'HH:MM' in Asia/Seoul. */
export interface DayHours {
  readonly open: string;
  readonly close: string;
}

/** The city's call centre number. Unconfirmed numbers are never shown. */
export type CityPhone = { readonly confirmed: true; readonly number: string } | { readonly confirmed: false };

/** How long things are kept, in days unless the name says otherwise. */
export interface Retention {
  readonly sessionHours: number;
  readonly talkMinutes: number;
  readonly ticketTextDays: number;
  readonly questionDays: number;
  readonly usageEventDays: number;
}

/** Where notices of the desk go. No personal data is in them. */
export interface Notify {
  /** Addresses of offices; each gets one e-mail to confirm. */
  readonly emails: readonly string[];
  /** Chat service whose incoming webhook is called; its address lies in a SecureString parameter. */
  readonly webhook?: 'slack' | 'kakaowork' | 'jandi';
}

/** One city. */
export interface CityProfile {
  readonly id: string;
  /** '이천시' */
  readonly name: string;
  /** Name of the Kakao channel: '이천시민원콜센터'. */
  readonly channel: string;
  readonly phone: CityPhone;
  /** National number given while the city's own is unconfirmed: 110, 24 hours. */
  readonly fallbackPhone: { readonly number: string; readonly label: string; readonly hours: string };
  readonly website: string;
  readonly privacyNotice?: string;
  /** Counsellors' hours by ISO weekday 1 (Monday) to 7; a missing day is closed. */
  readonly hours: Readonly<Partial<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', DayHours>>>;
  /** Lunch break, when nobody answers; absent where counsellors take turns. */
  readonly lunch?: DayHours;
  /** Minutes of open desk after which a waiting request is late: coloured, and told where the city wants it; absent: 20. */
  readonly lateMinutes?: number;
  /** The city's own closed days (ISO dates), beside public holidays. */
  readonly closedDays: readonly string[];
  /** False: no free text of a citizen is kept anywhere. */
  readonly keepsText: boolean;
  /**
   * True: a counsellor's answer to a left message goes out by Kakao's Event API (15 won each), for which the citizen's
   * user key is kept sealed until then. False or absent: the answer waits for the citizen's next visit.
   */
  readonly answersByEventApi?: boolean;
  /** Event name of the block that brings an answer; absent: 'answer_ready'. */
  readonly answerEvent?: string;
  readonly retention: Retention;
  /** Who outside the staff page is told of new requests and long waits; absent: nobody. */
  readonly notify?: Notify;
  /** Kakao bot ids by stage, without `!`. */
  readonly bots: Readonly<Record<'dev' | 'prod', readonly string[]>>;
  /** Kakao block ids by skill, where buttons should use `block` instead of `message`. */
  readonly blocks: Readonly<Record<string, string>>;
  /** Source addresses that may call; empty: not checked. */
  readonly sourceIps: readonly string[];
}

/** Event name that the set-up guide proposes. */
const ANSWER_EVENT = 'answer_ready';

/** Event name under which the city's answer block is reached. */
export function answerEventOf(city: Pick<CityProfile, 'answerEvent'>): string {
  return city.answerEvent ?? ANSWER_EVENT;
}

/** Minutes of open desk after which a waiting ticket is late, where the city says nothing else. */
export const LATE_MINUTES = { usual: 20, least: 5, most: 480 } as const;

/** Time of open desk after which a waiting ticket is late, ms. The board colours it from then on. */
export function lateMsOf({ lateMinutes = LATE_MINUTES.usual }: Pick<CityProfile, 'lateMinutes'>): number {
  return lateMinutes * 60_000;
}
