/** How a broken rule is told: collected by the checker, thrown by the builders. */
import { ADVICE, type AdviceName, LIMITS, type RuleName } from './limits.ts';

/** One broken rule. `path` is the JSON path of the field, of the array for a count, of the smallest object for a rule over several fields. */
export interface Violation {
  readonly path: string;
  readonly rule: RuleName;
  readonly message: string;
}

/** Takes one violation; `found` says in a few words what stood there (never the content itself). */
export type Report = (rule: RuleName, path: string, found?: string) => void;

const RULES = { ...LIMITS, ...ADVICE };

/** What a rule or a piece of advice says, with what was found in its place. */
export function messageOf(rule: RuleName | AdviceName, found?: string): string {
  const { says } = RULES[rule];
  return found === undefined ? says : `${says}; found ${found}`;
}

/** A builder was given something that Kakao would drop or cut. Thrown when content is built, so that the content check finds it. */
export class KakaoLimitError extends Error {
  override readonly name = 'KakaoLimitError';
  readonly rule: RuleName | AdviceName;
  readonly path: string;

  constructor(rule: RuleName | AdviceName, path: string, found?: string) {
    super(`${rule} at ${path}: ${messageOf(rule, found)}`);
    this.rule = rule;
    this.path = path;
  }
}

/** A report that throws the first violation as KakaoLimitError. */
export function refuse(rule: RuleName | AdviceName, path: string, found?: string): never {
  throw new KakaoLimitError(rule, path, found);
}

/** Runs an inspection and returns all that it reported. */
export function violationsOf(inspect: (report: Report) => void): Violation[] {
  const violations: Violation[] = [];
  inspect((rule, path, found) => violations.push({ path, rule, message: messageOf(rule, found) }));
  return violations;
}
