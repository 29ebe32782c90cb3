/** What is told to people outside the staff page: numbers and counts, nothing of a citizen. Pure. */

/** Something worth telling. */
export type Notice =
  /** A citizen wants a person. `night`: it came while nobody was there. */
  | { readonly kind: 'opened'; readonly number: string; readonly field?: string; readonly night: boolean }
  /** Citizens who want a person, of whom nobody could be told in time. */
  | { readonly kind: 'owed'; readonly numbers: readonly string[] }
  /** Tickets that have just waited longer than promised. `waiting`: how many wait in all. */
  | {
      readonly kind: 'late';
      readonly numbers: readonly string[];
      readonly minutes: number;
      readonly waiting: number;
    }
  /** Announcements that failed for good; their requests are stored. */
  | { readonly kind: 'deadLetters'; readonly count: number }
  /** Requests that could not be stored for long: no counsellor sees them yet. */
  | { readonly kind: 'unstored'; readonly count: number };

/** Where the notice comes from. */
export interface NoticeOrigin {
  /** '이천시' */
  readonly city: string;
  /** 'icheon dev', for those who read ASCII only. */
  readonly deployment: string;
  readonly staffUrl: string;
}

/** A notice in words. */
export interface NoticeText {
  /** One line, Korean. */
  readonly title: string;
  /** What to do, Korean. */
  readonly detail: string;
  readonly url: string;
  /** Subject of an e-mail: SNS takes nothing but ASCII, at most 100 characters. */
  readonly subject: string;
  /** How urgent it looks. */
  readonly colour: string;
}

/** Numbers that are named; more are counted. */
const NAMED = 5;
const COLOURS: Readonly<Record<Notice['kind'], string>> = {
  opened: '#1f6feb',
  owed: '#1f6feb',
  late: '#d29922',
  deadLetters: '#cf222e',
  unstored: '#cf222e',
};

/** The words of a notice. */
export function noticeText(notice: Notice, { city, deployment, staffUrl }: NoticeOrigin): NoticeText {
  const [title, detail, subject] = wordsOf(notice);
  return {
    title: `[${city} 민원톡] ${title}`,
    detail,
    url: staffUrl,
    subject: `[Minwontalk ${deployment}] ${subject}`.slice(0, 100),
    colour: COLOURS[notice.kind],
  };
}

function named(numbers: readonly string[]): string {
  const more = numbers.length > NAMED ? ` 외 ${numbers.length - NAMED}건` : '';
  return `${numbers.slice(0, NAMED).join(', ')}${more}`;
}

function wordsOf(notice: Notice): readonly [title: string, detail: string, subject: string] {
  switch (notice.kind) {
    case 'opened': {
      const field = notice.field === undefined ? '' : ` (${notice.field})`;
      const detail = notice.night
        ? '상담 시간 밖에 남긴 요청이에요. 상담이 열리면 확인해 주세요.'
        : '상담 화면에서 맡아 주세요.';
      return [`새 상담 요청 ${notice.number}${field}`, detail, `New request ${notice.number}`];
    }
    case 'owed': {
      const { length } = notice.numbers;
      const detail = `${named(notice.numbers)} · 알림이 한동안 나가지 못했어요. 상담 화면에서 확인해 주세요.`;
      return [`알리지 못했던 새 상담 요청이 ${length}건 있어요`, detail, `${length} new requests, told late`];
    }
    case 'late': {
      const detail = `${named(notice.numbers)} · 지금 기다리는 상담은 모두 ${notice.waiting}건이에요.`;
      return [
        `${notice.minutes}분 넘게 기다린 상담이 있어요`,
        detail,
        `${notice.numbers.length} waiting too long`,
      ];
    }
    case 'deadLetters': {
      const detail = '시스템 담당자가 확인해 주세요. 시민의 요청은 저장되어 있고 상담 화면에도 보여요.';
      return [`처리하지 못한 상담 알림이 ${notice.count}건 있어요`, detail, `${notice.count} dead letters`];
    }
    case 'unstored': {
      const detail = '시스템 담당자가 바로 확인해 주세요. 이 요청은 아직 상담 화면에 보이지 않아요.';
      return [
        `저장하지 못한 상담 요청이 ${notice.count}건 있어요`,
        detail,
        `${notice.count} requests not stored`,
      ];
    }
  }
}
