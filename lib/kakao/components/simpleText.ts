/** A bubble of plain text. */
import { sound } from '../build.ts';
import { type Inspection, limitLength, requireText } from '../inspect.ts';
import { SIMPLE_TEXT_MAX, SIMPLE_TEXT_SHOWN } from '../limits.ts';
import { refuse } from '../report.ts';
import { packText, splitText } from '../text.ts';

/** Plain text: no Markdown, no HTML. ≤ 1,000 characters, of which 500 are shown at once. */
export interface SimpleText {
  readonly text: string;
}
/** A text bubble as an output. */
export interface SimpleTextOutput {
  readonly simpleText: SimpleText;
}

/** Rules of simpleText. */
export const inspectSimpleText: Inspection = (value, path, report) => {
  const spot = { value, path, report };
  requireText(spot, 'text', 'simpleText.text.required');
  limitLength(spot, 'text', 'simpleText.text.length');
};

/** One text bubble. */
export function simpleText(text: string): SimpleTextOutput {
  return { simpleText: sound('simpleText', { text }, inspectSimpleText) };
}

const AIMS = [SIMPLE_TEXT_SHOWN, 650, 800, SIMPLE_TEXT_MAX];

/**
 * The text over at most `count` bubbles: of 500 characters, which KakaoTalk shows at once, where that is enough,
 * else of up to 1,000, at last filled up to their last sentence ends. No text, no bubbles.
 * @throws KakaoLimitError `template.outputs.count` when it does not fit, so that content is made shorter.
 */
export function textBubbles(text: string, count = 3): SimpleTextOutput[] {
  for (const aim of AIMS) {
    const parts = splitText(text, SIMPLE_TEXT_MAX, aim);
    if (parts.length <= count) return parts.map(simpleText);
  }
  const packed = packText(text);
  if (packed.length <= count) return packed.map(simpleText);
  return refuse('template.outputs.count', '$.text', `${text.length} characters for ${count} bubbles`);
}
