/** Expands scenes ('<child>(이|가|) (삼켰)<past>') into lines as people would type them. Deterministic. */

/** Classes by name: each holds its alternatives. */
export type WordClasses = ReadonlyMap<string, readonly string[]>;

/** A source of numbers in [0, 1). */
export type Dice = () => number;

/** A small seeded generator (mulberry32), so that the same scenes always give the same lines. */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Rows of a file of scenes: comments and empty lines left out. */
export function rowsOf(source: string): string[] {
  return source.split('\n').filter((row) => row.trim() !== '' && !row.startsWith('#'));
}

/** Classes of words.txt: `name = a|b|<other>`. */
export function classesOf(source: string): WordClasses {
  return new Map(
    rowsOf(source).map((row) => {
      const at = row.indexOf(' = ');
      return [row.slice(0, at), row.slice(at + 3).split('|')] as const;
    }),
  );
}

const pick = <T>(from: readonly T[], dice: Dice): T => from[Math.floor(dice() * from.length)] as T;

function fill(text: string, classes: WordClasses, dice: Dice): string {
  const chosen = text.replace(/\(([^()]*)\)/g, (_, options: string) => pick(options.split('|'), dice));
  const named = chosen.replace(/<(\w+)>/g, (_, name: string) => pick(classes.get(name) ?? [], dice));
  return named === text ? text : fill(named, classes, dice);
}

/** Drops blanks as people do on a phone: some lines keep them all, some have none. */
function crowded(text: string, dice: Dice): string {
  const keep = pick([1, 1, 0.6, 0.3, 0], dice);
  return text.replace(/ +/g, () => (dice() < keep ? ' ' : '')).trim();
}

/** `count` lines of one scene; repeats are left out. */
export function linesOf(scene: string, classes: WordClasses, count: number, dice: Dice): string[] {
  const lines = new Set<string>();
  for (let i = 0; i < count; i += 1) lines.add(crowded(fill(scene, classes, dice), dice));
  return [...lines];
}
