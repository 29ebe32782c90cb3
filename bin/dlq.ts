/**
 * The dead-letter queues of hand-offs, for ops: `npm run dlq -- list | explain | redrive --outputs FILE | --local URL`.
 * Nothing that it prints is personal. `redrive` sends nothing without `--yes`.
 */
import { parseArgs } from 'node:util';
import { type DeadLetter, deadLetters } from '../lib/aws/dead-letters.ts';
import { type TicketStore, ticketStore } from '../lib/aws/ticket-store.ts';
import { explain } from './dlq-explain.ts';
import { findTarget, type QueuePair, type Target } from './dlq-target.ts';

const USAGE = `Usage: npm run dlq -- list | explain | redrive --outputs FILE | --local CONTROL-URL [--yes] [--region R]
  list     how many letters there are, how old, how often tried
  explain  one sentence for each
  redrive  sends what can be read back to its queue; shows only what it would do without --yes`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    outputs: { type: 'string' },
    local: { type: 'string' },
    region: { type: 'string' },
    yes: { type: 'boolean', default: false },
  },
});

const time = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19);
const headOf = ({ messageId, sentAt, receives }: DeadLetter): string =>
  `${messageId.slice(0, 8)}  ${time(sentAt)} UTC  received ${receives}x`;

type Work = (pair: QueuePair, letters: readonly DeadLetter[], rooms: Rooms) => Promise<readonly DeadLetter[]>;

interface Rooms {
  readonly target: Target;
  readonly store: TicketStore;
}

/** Prints the letters; gives back those that stay. */
const list: Work = async (_pair, letters) => {
  for (const letter of letters) console.log(`  ${headOf(letter)}`);
  return letters;
};

const explainAll: Work = async ({ name }, letters, { store }) => {
  for (const letter of letters) {
    const { sentence } = await explain(name, letter.body, store, letter.sentAt);
    console.log(`  ${headOf(letter)}\n    ${sentence}`);
  }
  return letters;
};

const redrive: Work = async ({ name, deadLetters: url, source }, letters, { target, store }) => {
  const stay: DeadLetter[] = [];
  for (const letter of letters) {
    const { readable, sentence } = await explain(name, letter.body, store, letter.sentAt);
    const sends = readable && options.yes;
    if (sends) await deadLetters(url, target.sqs).sendBack(letter, source);
    else stay.push(letter);
    const deed = sends ? 'sent back' : readable ? 'would be sent back' : 'stays';
    console.log(`  ${headOf(letter)}  ${deed}\n    ${sentence}`);
  }
  return stay;
};

const COMMANDS: Readonly<Record<string, Work>> = { list, explain: explainAll, redrive };

async function run(work: Work): Promise<void> {
  const target = await findTarget(options);
  let hidden = false;
  const store = ticketStore(target.ticketsTable, target.dynamo);
  for (const pair of target.queues) {
    const queue = deadLetters(pair.deadLetters, target.sqs);
    const letters = await queue.look();
    const all = Math.max(await queue.count(), letters.length);
    console.log(`${pair.name}: ${all} dead letter${all === 1 ? '' : 's'}`);
    hidden ||= all > letters.length;
    if (all > letters.length)
      console.log(
        `  ${letters.length} of them can be seen; the others come after these in their citizens' order.`,
      );
    let held: readonly DeadLetter[] = letters;
    try {
      held = await work(pair, letters, { target, store });
    } finally {
      await queue.release(held);
    }
  }
  if (hidden && work === redrive && options.yes) console.log('Run it again for those that came after.');
  if (work === redrive && !options.yes) console.log('Nothing was sent. Add --yes to send.');
}

const work = COMMANDS[positionals[0] ?? ''];
if (work === undefined || positionals.length !== 1) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await run(work).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
