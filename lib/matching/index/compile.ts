/**
 * Groups of like words as text → the bytes that a Lexicon reads: sorted once, so that reading them takes no work. In
 * plain loops over numbers: where no bundle has done it beforehand, every process pays for it.
 */
import { ByteWriter } from '../bytes.ts';
import { conjugate } from '../lexicon/conjugate.ts';
import type { LexiconFile } from '../lexicon/files.ts';
import { writeRuns } from '../runs.ts';
import { BUCKETS, bucketOf, lowOf, SHARE_UNIT, WordHash } from './wordHash.ts';

/** Share with which a narrow word stands for its neighbours, beside the share with which it stands for a broader group. */
const BESIDE = 0.75;
const CHECKS = 1 << 16;
const MOST_GROUPS = 1 << 16;
const MOST_WORDS = 1 << 18;
const MOST_IN_ONE = 255;

const BLANK = 32;
const HYPHEN = 45;
const JOINT = 95;

/** Every word of every group, in the order of the groups. */
class Words {
  readonly places = new Uint32Array(MOST_WORDS);
  readonly checks = new Uint16Array(MOST_WORDS);
  readonly groups = new Uint16Array(MOST_WORDS);
  count = 0;
  /** share of each group, in SHARE_UNIT */
  readonly shares: number[] = [];
  /** longest word that begins with a unit */
  readonly longest = new Map<number, number>();
  readonly #hash = new WordHash();

  /** Adds the groups of a file. */
  addText({ share, text }: LexiconFile): void {
    for (let from = 0; from < text.length; ) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      if (end > from) this.#addLine(text.slice(from, end), share);
      from = end + 1;
    }
  }

  #addLine(line: string, share: number): void {
    const cut = line.indexOf('>');
    if (cut < 0) {
      this.#addWords(line, 0, line.length, this.#open(share));
      return;
    }
    this.#addWords(line, 0, cut, this.#open(share * BESIDE));
    const over = this.#open(share);
    this.#addWords(line, 0, cut, over);
    this.#addWords(line, cut + 1, line.length, over);
  }

  #open(share: number): number {
    return this.shares.push(Math.round(share * SHARE_UNIT)) - 1;
  }

  /** Adds the words that stand in a part of a line. */
  #addWords(line: string, from: number, end: number, group: number): void {
    for (let at = from; at < end; ) {
      if (line.charCodeAt(at) === BLANK) {
        at++;
        continue;
      }
      const start = at;
      while (at < end && line.charCodeAt(at) !== BLANK) at++;
      if (line.charCodeAt(at - 1) !== HYPHEN) this.#add(line, start, at, group);
      else {
        const stem = line.slice(start, at - 1).replaceAll('_', '');
        for (const form of conjugate(stem)) this.#add(form, 0, form.length, group);
      }
    }
  }

  #add(text: string, from: number, to: number, group: number): void {
    this.#hash.begin();
    let length = 0;
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      if (unit === JOINT) continue;
      this.#hash.take(unit);
      length++;
    }
    const first = text.charCodeAt(from);
    if (length > (this.longest.get(first) ?? 0)) this.longest.set(first, length);
    this.places[this.count] = this.#hash.place;
    this.checks[this.count] = this.#hash.check;
    this.groups[this.count++] = group;
  }
}

/** Numbers of the written words by bucket, in a bucket by what is left of place and check; like words stay in their order. */
function sorted({ places, checks, count }: Words): Uint32Array {
  const ends = new Uint32Array(BUCKETS + 1);
  for (let i = 0; i < count; i++) ends[bucketOf(places[i]!) + 1]!++;
  for (let bucket = 0; bucket < BUCKETS; bucket++) ends[bucket + 1]! += ends[bucket]!;
  const begins = ends.slice();
  const order = new Uint32Array(count);
  const rank = (i: number): number => lowOf(places[i]!) * CHECKS + checks[i]!;
  for (let i = 0; i < count; i++) {
    const bucket = bucketOf(places[i]!);
    const own = rank(i);
    let at = ends[bucket]!++;
    for (; at > begins[bucket]! && rank(order[at - 1]!) > own; at--) order[at] = order[at - 1]!;
    order[at] = i;
  }
  return order;
}

/** Words by place and check, each once, and the groups of each. */
interface Table {
  readonly inBuckets: Uint8Array;
  readonly lows: Uint16Array;
  readonly checks: Uint16Array;
  readonly sizes: Uint8Array;
  readonly memberships: Uint16Array;
}

function tableOf(words: Words): Table {
  const { places, checks, groups, count } = words;
  const inBuckets = new Uint8Array(BUCKETS);
  const lows = new Uint16Array(count);
  const marks = new Uint16Array(count);
  const sizes = new Uint8Array(count);
  const memberships = new Uint16Array(count);
  let size = 0;
  let members = 0;
  let bucketBefore = -1;
  let last = -1;
  for (const i of sorted(words)) {
    const bucket = bucketOf(places[i]!);
    const low = lowOf(places[i]!);
    if (bucket !== bucketBefore || low !== lows[size - 1] || checks[i] !== marks[size - 1]) {
      if (inBuckets[bucket] === MOST_IN_ONE) throw new Error(`More than ${MOST_IN_ONE} words in a bucket.`);
      inBuckets[bucket]!++;
      lows[size] = low;
      marks[size++] = checks[i]!;
      bucketBefore = bucket;
    } else if (groups[i] === groups[last]) continue;
    last = i;
    if (sizes[size - 1] === MOST_IN_ONE) throw new Error(`A word stands in more than ${MOST_IN_ONE} groups.`);
    sizes[size - 1]!++;
    memberships[members++] = groups[i]!;
  }
  return {
    inBuckets,
    lows: lows.subarray(0, size),
    checks: marks.subarray(0, size),
    sizes: sizes.subarray(0, size),
    memberships: memberships.subarray(0, members),
  };
}

/** The lexicon as bytes. The same files give the same bytes. Throws where there are more words or groups than it can number. */
export function compileLexicon(files: readonly LexiconFile[]): Uint8Array {
  const words = new Words();
  for (const file of files) words.addText(file);
  const { shares, longest, count } = words;
  if (count > MOST_WORDS) throw new Error(`${count} words in groups; ${MOST_WORDS} are the most.`);
  if (shares.length > MOST_GROUPS) throw new Error(`${shares.length} groups; ${MOST_GROUPS} are the most.`);
  const { inBuckets, lows, checks, sizes, memberships } = tableOf(words);
  const out = new ByteWriter();
  out.number(longest.size);
  for (const [unit, length] of longest) {
    out.number(unit);
    out.number(length);
  }
  out.block(Uint8Array.from(shares));
  writeRuns(out, inBuckets, 1);
  out.planes(lows);
  out.planes(checks);
  writeRuns(out, sizes);
  out.planes(memberships);
  return out.done();
}
