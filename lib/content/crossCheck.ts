/** What no single file shows: ids, references, phrasings and order across the whole content. */

import { ANSWER_MAX, answerSize, GROUP_MAX, placeSize } from './answerSize.ts';
import { nearest } from './files/near.ts';
import type { Problem } from './problem.ts';
import type { Entry, Notice, Place, Synonym } from './types.ts';

/** Line of a part of a file. */
export type LineOf = (path: readonly (string | number)[]) => number;

/** Something from a file that has an id, with where it stands. */
export interface Placed<Item> {
  readonly item: Item;
  readonly file: string;
  readonly subject: string;
  /** Path of the item inside its file. */
  readonly path: readonly (string | number)[];
  readonly lineOf: LineOf;
}

function at<Item>({ file, subject, path, lineOf }: Placed<Item>, ...steps: (string | number)[]) {
  return { file, subject, line: lineOf([...path, ...steps]) };
}

/** Every id stands once. */
export function duplicateIds(items: readonly Placed<{ readonly id: string }>[]): Problem[] {
  const first = new Map<string, Placed<{ readonly id: string }>>();
  return items.flatMap((placed) => {
    const other = first.get(placed.item.id);
    if (other === undefined) {
      first.set(placed.item.id, placed);
      return [];
    }
    const where = `${other.file} ${other.lineOf([...other.path, 'id'])}행`;
    return [
      {
        ...at(placed, 'id'),
        field: 'id',
        message: `같은 id가 ${where}에도 있어요. 다른 이름으로 바꿔 주세요.`,
      },
    ];
  });
}

/** Related questions exist and are not the question itself. */
export function brokenRelations(entries: readonly Placed<Entry>[]): Problem[] {
  const ids = entries.map(({ item }) => item.id);
  const known = new Set(ids);
  return entries.flatMap((placed) =>
    placed.item.related.flatMap((id, i) => {
      const place = { ...at(placed, 'related', i), field: 'related' };
      if (id === placed.item.id) return [{ ...place, message: '자기 자신을 가리켜요. 지워 주세요.' }];
      if (known.has(id)) return [];
      const meant = nearest(id, ids);
      const hint = meant === undefined ? '' : ` 혹시 '${meant}'인가요?`;
      return [{ ...place, message: `'${id}' 항목이 없어요.${hint} 고치거나 지워 주세요.` }];
    }),
  );
}

/** Every answer fits into two bubbles. */
export function longAnswers(entries: readonly Placed<Entry>[]): Problem[] {
  return entries.flatMap((placed) => {
    const size = answerSize(placed.item);
    if (size <= ANSWER_MAX) return [];
    const message = `답이 모두 ${size}자예요. 말풍선 두 개(${ANSWER_MAX}자)에 들어가게 facts를 줄이거나 항목을 나눠 주세요.`;
    return [{ ...at(placed, 'facts'), field: 'facts', message }];
  });
}

/** The places of every group fit into three bubbles; the first one that does not is named. */
export function longGroups(places: readonly Placed<Place>[]): Problem[] {
  const taken = new Map<Place['group'], number>();
  return places.flatMap((placed) => {
    const { group } = placed.item;
    const before = taken.get(group) ?? 0;
    const size = before + placeSize(placed.item);
    taken.set(group, size);
    if (before > GROUP_MAX || size <= GROUP_MAX) return [];
    const message = `${group} 묶음이 여기서 말풍선 세 개(${GROUP_MAX}자)를 넘어요. where를 줄이거나 다른 묶음으로 옮겨 주세요.`;
    return [{ ...at(placed, 'group'), field: 'group', message }];
  });
}

/** A phrasing without what does not tell it from another: case, spaces, signs. */
export const plain = (phrasing: string): string =>
  phrasing
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s?!.,~]/g, '');

/** The same words under two entries (or twice under one): the matcher cannot tell them apart. */
export function sharedPhrasings(entries: readonly Placed<Entry>[]): Problem[] {
  const owner = new Map<string, string>();
  return entries.flatMap((placed) =>
    placed.item.phrasings.flatMap((phrasing, i) => {
      const key = plain(phrasing);
      const other = owner.get(key);
      owner.set(key, other ?? placed.item.id);
      if (other === undefined) return [];
      const message = `'${phrasing}' 표현이 항목 ${other}에도 있어요. 한쪽에서 지우거나 더 또렷하게 적어 주세요.`;
      return [{ ...at(placed, 'phrasings', i), field: 'phrasings', message }];
    }),
  );
}

/** A question that an entry both asks and says it does not answer. */
export function contradictions(entries: readonly Placed<Entry>[]): Problem[] {
  return entries.flatMap((placed) => {
    const { title, phrasings, different = [] } = placed.item;
    const own = new Set([title, ...phrasings].map(plain));
    return different.flatMap((text, i) => {
      if (!own.has(plain(text))) return [];
      const message = `'${text}'은(는) 이 항목의 질문이기도 해요. phrasings나 different 가운데 한쪽에서 지워 주세요.`;
      return [{ ...at(placed, 'different', i), field: 'different', message }];
    });
  });
}

/** Synonyms name fields that exist. */
export function strayFields(
  file: string,
  synonyms: readonly Synonym[],
  fields: readonly string[],
  lineOf: LineOf,
): Problem[] {
  return synonyms.flatMap(({ field }, i) => {
    if (field === undefined || fields.includes(field)) return [];
    const meant = nearest(field, fields);
    const hint = meant === undefined ? `${fields.join(', ')} 가운데` : `'${meant}' 등`;
    return [
      {
        file,
        line: lineOf([i]),
        message: `'${field}' 분야가 없어요. ${hint} 하나로 고치거나 비워 주세요.`,
      },
    ];
  });
}

/** What is no longer shown on `today` (ISO date): a reminder to take it out or renew it. */
export function expired(items: readonly Placed<Entry | Notice>[], today: string): Problem[] {
  return items.flatMap((placed) => {
    const { expires } = placed.item;
    if (expires === undefined || expires >= today) return [];
    return [
      { ...at(placed, 'expires'), field: 'expires', message: `${expires}에 끝났어요. 고치거나 지워 주세요.` },
    ];
  });
}

/** The guide's places and the notices as placed items. */
export function placed<Item extends { readonly id: string }>(
  word: string,
  key: string,
  file: string,
  lineOf: LineOf,
  items: readonly Item[],
): Placed<Item>[] {
  return items.map((item, i) => ({ item, file, subject: `${word} ${item.id}`, path: [key, i], lineOf }));
}

/** Kinds of things that carry an id of their own. */
export type WithId = Entry | Notice | Place;
