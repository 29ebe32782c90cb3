/** Reading of JSON that nobody has checked yet: own properties only, null counts as absent. */

/** A JSON object of unknown members. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own member `key`, or undefined where it is missing or null. Inherited members do not count. */
export function member(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined;
}

/** The member as an object; undefined where it is anything else. */
export function objectMember(object: JsonObject, key: string): JsonObject | undefined {
  const value = member(object, key);
  return isObject(value) ? value : undefined;
}

/** The member as a list; empty where it is missing or no array. */
export function listMember(object: JsonObject, key: string): readonly unknown[] {
  const value = member(object, key);
  return Array.isArray(value) ? value : [];
}

/** The member as a text with at least one character that is not a space; undefined otherwise. */
export function textMember(object: JsonObject, key: string): string | undefined {
  const value = member(object, key);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Number of lines: explicit breaks plus one, nothing for no text. */
export function lineCount(text: string | undefined): number {
  return text === undefined ? 0 : text.split(/\r\n|\r|\n/).length;
}

/** True for an absolute http or https URL without white space. */
export function isWebUrl(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^https?:\/\/[^\s/?#]/i.test(value) &&
    !/\s/.test(value) &&
    URL.canParse(value)
  );
}

/** JSON path of a member: `.key`, in brackets where the key would be ambiguous. */
export function pathOf(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return key === '' || /[\s.[\]'"\\]/.test(key) ? `${parent}[${JSON.stringify(key)}]` : `${parent}.${key}`;
}
