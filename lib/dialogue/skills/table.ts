/** The one table of skills: adding one touches its file, this table, its test. */
import type { Intent } from '../intent.ts';
import type { Outcomes, Turn } from '../turn.ts';
import { answer } from './answer.ts';
import { ask } from './ask.ts';
import { feedback } from './feedback.ts';
import { guide } from './guide.ts';
import { fields, welcome } from './menus.ts';
import { notices } from './notices.ts';
import { own } from './own.ts';
import { person } from './person.ts';

type Table = {
  readonly [Kind in Intent['kind']]: (turn: Turn, intent: Extract<Intent, { kind: Kind }>) => Outcomes;
};

/** What runs for each intent. */
export const SKILL_TABLE: Table = {
  welcome: (turn) => welcome(turn),
  fields: (turn, intent) => fields(turn, intent.field, intent.page),
  entry: (turn, intent) => answer(turn, intent.entry),
  ask: (turn) => ask(turn),
  notices: (turn) => notices(turn),
  guide: (turn, intent) => guide(turn, intent.group),
  person: (turn, intent) => person(turn, intent.act),
  feedback: (turn, intent) => feedback(turn, intent.entry, intent.helped),
  own: (turn, intent) => own(turn, intent.act),
};
