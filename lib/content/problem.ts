/** What is wrong with a content file, said so that a clerk can put it right. */

/** One finding in one file. An error stops a publish, a warning does not. */
export interface Problem {
  /** Path as the clerk knows it: `content/icheon/fields/passport.yaml`. */
  readonly file: string;
  /** Line in the file, counted from 1; absent when it concerns the whole file. */
  readonly line?: number;
  /** What it is about: '항목 passport-fee', '공지 sample-01'. */
  readonly subject?: string;
  /** Key inside the subject: 'phrasings', 'facts 2번째 text'. */
  readonly field?: string;
  /** What is wrong and what to do, in Korean. */
  readonly message: string;
}

/** One line for a terminal: `파일 34행 · 항목 passport-fee · phrasings: 질문 표현이 3개예요. …`. */
export function formatProblem({ file, line, subject, field, message }: Problem): string {
  const place = line === undefined ? file : `${file} ${line}행`;
  return `${[place, subject, field].filter((part) => part !== undefined).join(' · ')}: ${message}`;
}

/** Problems in the order in which a clerk meets them: by file, then by line. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
}
