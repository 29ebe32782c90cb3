/** The content a warm function holds: from the bundle at first, from the store as soon as it can be had. */

import { publicNumbers, toMatcher } from '../content/lookup.ts';
import { type Snapshot, unpackSnapshot } from '../content/snapshot.ts';
import { type Book, openBook } from '../dialogue/book.ts';
import { loadIndex } from '../matching/load.ts';
import type { Matcher } from '../matching/types.ts';

/** How often the pointer is looked at, ms. */
const POINTER_EVERY_MS = 20_000;

interface Held {
  readonly snapshot: Snapshot;
  readonly matcher: Matcher;
  readonly phones: ReadonlySet<string>;
}

/** The matcher of a published snapshot; built anew when its stored index is of another release. */
async function matcherOf({ index, content }: Snapshot): Promise<Matcher> {
  try {
    return loadIndex(index);
  } catch {
    const { createMatcher } = await import('../matching/create.ts');
    return createMatcher(...toMatcher(content));
  }
}

function snapshotOf(bytes: Uint8Array): Snapshot {
  const unpacked = unpackSnapshot(bytes);
  if (!unpacked.ok) throw new Error(`Content refused: ${unpacked.problem}. Publish again.`);
  return unpacked.snapshot;
}

const holding = (snapshot: Snapshot, matcher: Matcher): Held => ({
  snapshot,
  matcher,
  phones: new Set(publicNumbers(snapshot.content)),
});

/** What the bundle carries, whose index is of this release. */
function heldFloor(bytes: Uint8Array): Held {
  const snapshot = snapshotOf(bytes);
  return holding(snapshot, loadIndex(snapshot.index));
}

async function heldVersion(bytes: Uint8Array): Promise<Held> {
  const snapshot = snapshotOf(bytes);
  return holding(snapshot, await matcherOf(snapshot));
}

/** Where the store says the content stands. */
export interface Pointer {
  readonly version: number;
  readonly digest: string;
}

/** What the holder needs from outside. */
export interface ContentSource {
  /** Packed content of the bundle. */
  readonly floor: Uint8Array;
  /** Reads a version's packed bytes, verified. */
  read(version: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Monotonic clock, ms. */
  tick(): number;
}

/** Holds the last good content. */
export function contentHolder(source: ContentSource) {
  let held = heldFloor(source.floor);
  let confirmed = false;
  let seenPointerAt = Number.NEGATIVE_INFINITY;
  let opened: { book: Book; of: Held; today: string; asOf: string | undefined } | undefined;

  const asOf = (): string | undefined => (confirmed ? undefined : held.snapshot.publishedAt.slice(0, 10));

  return {
    phones: (): ReadonlySet<string> => held.phones,
    /** True when the next read should bring the pointer. */
    pointerDue: (): boolean => source.tick() - seenPointerAt >= POINTER_EVERY_MS,
    /** True once the store has said which version is in force. */
    confirmed: (): boolean => confirmed,
    /** Takes a pointer that was read; loads its version when it is another one. Throws when that fails: the old one stays. */
    async follow(pointer: Pointer, signal: AbortSignal): Promise<void> {
      if (pointer.digest !== held.snapshot.digest)
        held = await heldVersion(await source.read(pointer.version, signal));
      confirmed = true;
      seenPointerAt = source.tick();
    },
    /** The content opened for a Korean date; old content shows its date. */
    book(today: string): Book {
      const date = asOf();
      if (opened?.of !== held || opened.today !== today || opened.asOf !== date) {
        opened = {
          book: openBook(held.snapshot.content, held.matcher, today, date),
          of: held,
          today,
          asOf: date,
        };
      }
      return opened.book;
    },
  };
}

/** The content holder of a chat function. */
export type ContentHolder = ReturnType<typeof contentHolder>;
