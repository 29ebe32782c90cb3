/** Joins what citizens asked to the entries that answer it. */
import { type LineOf, plain } from './crossCheck.ts';
import type { Asked } from './files/askedFile.ts';
import { nearest } from './files/near.ts';
import type { Problem } from './problem.ts';
import type { Field } from './types.ts';

interface Source {
  readonly file: string;
  readonly asked: readonly Asked[];
  readonly lineOf: LineOf;
}

/** The entry of each phrasing and title. */
function owners(fields: readonly Field[]): Map<string, string> {
  const owner = new Map<string, string>();
  for (const { entries } of fields)
    for (const { id, title, phrasings } of entries)
      for (const text of [title, ...phrasings]) if (!owner.has(plain(text))) owner.set(plain(text), id);
  return owner;
}

/** Questions under an entry that does not exist, or marked as answered by none although an entry has them. */
export function strayQuestions(fields: readonly Field[], { file, asked, lineOf }: Source): Problem[] {
  const ids = fields.flatMap(({ entries }) => entries.map(({ id }) => id));
  const known = new Set(ids);
  const owner = owners(fields);
  return asked.flatMap(({ entry, text }, i) => {
    const line = lineOf([i]);
    if (entry !== undefined && !known.has(entry)) {
      const meant = nearest(entry, ids);
      const hint = meant === undefined ? '맞는 id로 고치거나' : `'${meant}'로 고치거나`;
      return [{ file, line, message: `항목 '${entry}'이(가) 없어요. ${hint} 줄을 지워 주세요.` }];
    }
    const other = owner.get(plain(text));
    if (entry === undefined && other !== undefined)
      return [{ file, line, message: `'${text}'은(는) 항목 ${other}의 질문이에요. 한쪽에서 지워 주세요.` }];
    return [];
  });
}

/** The same words asked for two entries: a reminder, the first one keeps them. */
export function twiceAsked(fields: readonly Field[], { file, asked, lineOf }: Source): Problem[] {
  const owner = owners(fields);
  return asked.flatMap(({ entry, text }, i) => {
    if (entry === undefined) return [];
    const other = owner.get(plain(text));
    if (other === undefined) owner.set(plain(text), entry);
    if (other === undefined || other === entry) return [];
    const message = `'${text}'은(는) 항목 ${other}에도 있어요. 한쪽에서 지우거나 더 또렷하게 적어 주세요.`;
    return [{ file, line: lineOf([i]), message }];
  });
}

/** Fields whose entries also have what citizens asked for them beside their phrasings, each once. */
export function withAsked(fields: readonly Field[], asked: readonly Asked[]): Field[] {
  const taken = new Set(owners(fields).keys());
  const more = new Map<string, string[]>();
  for (const { entry, text } of asked) {
    if (entry === undefined || taken.has(plain(text))) continue;
    taken.add(plain(text));
    more.set(entry, [...(more.get(entry) ?? []), text]);
  }
  return fields.map((field) => ({
    ...field,
    entries: field.entries.map((entry) => {
      const own = more.get(entry.id);
      return own ? { ...entry, asked: own } : entry;
    }),
  }));
}

/** Questions that nothing of the content answers, each once. */
export function uncoveredOf(asked: readonly Asked[]): string[] {
  const texts = asked.flatMap(({ entry, text }) => (entry === undefined ? [text] : []));
  return [...new Map(texts.map((text) => [plain(text), text])).values()];
}
