/** The skill secret's parameter: JSON `{"values": ["current", "previous"?]}`, so that a rotation refuses no call. */

/** Secrets that are valid at a time: the new one and, while Kakao still sends it, the old one. */
const VALID_AT_A_TIME = 2;
/** Shorter values are refused: a secret is no password somebody thought up. */
const SHORTEST = 8;

/** Secrets in force, newest first, 1 or 2. @throws Error when none is usable: '' must never equal ''. */
export function parseSkillSecret(text: string): readonly [string, ...string[]] {
  const values = (JSON.parse(text) as { values?: unknown } | null)?.values;
  const usable = (Array.isArray(values) ? values : []).filter(
    (value): value is string => typeof value === 'string' && value.length >= SHORTEST,
  );
  const [current, ...rest] = usable.slice(0, VALID_AT_A_TIME);
  if (current === undefined) {
    throw new Error('The skill secret parameter holds no usable value. Run `npm run secret -- rotate`.');
  }
  return [current, ...rest];
}

/** The parameter after a rotation: `fresh` first, the one in force until now still valid. */
export function rotated(text: string, fresh: string): string {
  return JSON.stringify({ values: [fresh, parseSkillSecret(text)[0]] });
}

/** The parameter once Kakao sends the new secret only: the old one is no longer valid. */
export function retired(text: string): string {
  return JSON.stringify({ values: [parseSkillSecret(text)[0]] });
}
