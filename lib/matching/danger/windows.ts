/** Cuts a long message into stretches, so that a danger told in passing is not drowned by the words around it. */

/** Characters of a stretch: about two short sentences. */
const WIDE = 36;

/** Stretches of whole words, each overlapping half of the one before; a short text is one stretch. */
export function windowsOf(text: string): string[] {
  if (text.length <= WIDE * 1.5) return [text];
  const windows: string[] = [];
  for (let start = 0; start < text.length; ) {
    windows.push(text.slice(start, endOf(text, start + WIDE)));
    const next = text.indexOf(' ', start + WIDE / 2);
    start = next < 0 || next > start + WIDE ? start + WIDE / 2 : next + 1;
  }
  return windows;
}

function endOf(text: string, wanted: number): number {
  const blank = text.indexOf(' ', wanted);
  return blank < 0 || blank > wanted + WIDE / 3 ? wanted : blank;
}
