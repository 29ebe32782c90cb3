/** The one function through which a citizen's words go before they are stored, logged, queued or counted. */
import { findRuns } from './digits.ts';
import type { Finder, Found } from './finding.ts';
import { BARRIER, type Folded, fold } from './fold.ts';
import { address } from './kinds/address.ts';
import { apart } from './kinds/apart.ts';
import { birthdate } from './kinds/birthdate.ts';
import { driver } from './kinds/driver.ts';
import { email } from './kinds/email.ts';
import { account, business, card } from './kinds/money.ts';
import { name } from './kinds/name.ts';
import { passport } from './kinds/passport.ts';
import { phone, withoutPublic } from './kinds/phone.ts';
import { plate } from './kinds/plate.ts';
import { resident } from './kinds/resident.ts';
import { type Kind, LABELS, type PublicFacts, type Span } from './kinds.ts';
import { publicFacts } from './public.ts';

/** What the caller may add to the numbers and places that stay readable. */
export interface MaskOptions {
  /** Published telephone numbers, in any spelling. */
  readonly publicPhones?: Iterable<string>;
  /** Published places, road or lot with number: '부악로 40'. */
  readonly publicPlaces?: Iterable<string>;
}

/** A masked text and what was masked; offsets are UTF-16 units of the text given. */
export interface Masked {
  readonly masked: string;
  readonly spans: Span[];
}

/** Most protected first, so that no number is cut into two half-recognised ones. */
const FINDERS: readonly Finder[] = [
  email,
  resident,
  apart,
  driver,
  card,
  passport,
  phone,
  account,
  business,
  plate,
  birthdate,
  address,
  name,
];
const KNOWN_LABELS: ReadonlySet<string> = new Set(Object.values(LABELS));
/** Rounds until nothing more is found; a label may bring a cue nearer to the next number. */
const MOST_ROUNDS = 8;

/** Lays finds on the text, the earlier finder's first; one that overlaps is joined to what is there. */
function settle(finds: readonly Found[]): Found[] {
  const order = finds.map((found, rank) => ({ found, rank }));
  order.sort((a, b) => a.found.start - b.found.start || a.rank - b.rank);
  const out: { found: Found; rank: number }[] = [];
  for (const next of order) {
    const last = out.at(-1);
    if (!last || next.found.start >= last.found.end) {
      out.push(next);
      continue;
    }
    const lead = next.rank < last.rank ? next : last;
    const end = Math.max(last.found.end, next.found.end);
    out[out.length - 1] = { found: { ...last.found, end, kind: lead.found.kind }, rank: lead.rank };
  }
  return out.map(({ found }) => found);
}

/** Cuts blanks at both ends and whatever stands for a label already. */
function tighten(text: string, found: Found): Found[] {
  let { start, end } = found;
  while (start < end && /[\s,]/.test(text[start] as string)) start += 1;
  while (end > start && /[\s,]/.test(text[end - 1] as string)) end -= 1;
  return start < end && !text.slice(start, end).includes(BARRIER) ? [{ ...found, start, end }] : [];
}

function findAll(folded: Folded, known: PublicFacts): Span[] {
  const { text } = folded;
  const reading = {
    text,
    runs: findRuns(text).flatMap((run) => withoutPublic(run, known)),
    known,
    cues: new Map(),
  };
  const finds = FINDERS.flatMap((finder) => finder(reading)).flatMap((found) => tighten(text, found));
  return settle(finds).map(({ start, end, kind }) => ({
    start: folded.start(start),
    end: folded.end(end - 1),
    kind,
  }));
}

interface Piece {
  readonly span: Span;
  /** Place of the label in the masked text. */
  readonly from: number;
  readonly to: number;
}

function write(
  text: string,
  spans: readonly Span[],
): { readonly masked: string; readonly pieces: readonly Piece[] } {
  let masked = '';
  let last = 0;
  const pieces: Piece[] = [];
  for (const span of spans) {
    masked += text.slice(last, span.start);
    const from = masked.length;
    masked += LABELS[span.kind];
    pieces.push({ span, from, to: masked.length });
    last = span.end;
  }
  return { masked: masked + text.slice(last), pieces };
}

/** Offsets of the masked text, none of them inside a label, as offsets of the text before. */
function mapper(pieces: readonly Piece[]): (place: number) => number {
  let i = -1;
  return (place) => {
    while (i + 1 < pieces.length && (pieces[i + 1] as Piece).to <= place) i += 1;
    const piece = pieces[i];
    return piece ? piece.span.end + (place - piece.to) : place;
  };
}

/** Spans found in the masked text, as spans of the text, together with those that led to it. */
function together(pieces: readonly Piece[], more: readonly Span[]): Span[] {
  const back = mapper(pieces);
  const added = more.map(({ start, end, kind }) => {
    const from = back(start);
    return { start: from, end: from + (end - start), kind };
  });
  return [...pieces.map((piece) => piece.span), ...added].sort((a, b) => a.start - b.start);
}

/**
 * Replaces every identifier by the label of its kind. Nothing else changes, and masking what is masked changes nothing.
 * Never throws; linear in the length of the text.
 */
export function mask(text: string, options: MaskOptions = {}): Masked {
  const known = publicFacts(options.publicPhones, options.publicPlaces);
  let spans: Span[] = [];
  let written = write(text, spans);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const more = findAll(fold(written.masked, KNOWN_LABELS), known);
    if (more.length === 0) break;
    spans = together(written.pieces, more);
    written = write(text, spans);
  }
  return { masked: written.masked, spans };
}

/** Kinds found in a text, for telling the citizen what was not kept. */
export function kindsOf(spans: readonly Span[]): readonly Kind[] {
  return [...new Set(spans.map((span) => span.kind))];
}
