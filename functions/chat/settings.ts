/** The environment of the chat function, read once at start. What is missing stops the start with its name. */
import * as v from 'valibot';
import { ENV, STAGES, type Stage } from '../../lib/names.ts';

const text = (name: string) =>
  v.pipe(
    v.string(`Environment variable ${name} is not set. Deploy the Channel stack again.`),
    v.nonEmpty(`Environment variable ${name} is empty. Deploy the Channel stack again.`),
  );

const schema = v.object({
  [ENV.city]: text(ENV.city),
  [ENV.stage]: v.picklist(STAGES),
  [ENV.contentTable]: text(ENV.contentTable),
  [ENV.sessionsTable]: text(ENV.sessionsTable),
  [ENV.ticketsTable]: text(ENV.ticketsTable),
  [ENV.handoffQueueUrl]: text(ENV.handoffQueueUrl),
  [ENV.lateQueueUrl]: text(ENV.lateQueueUrl),
  [ENV.secretParameter]: text(ENV.secretParameter),
  [ENV.pseudonymParameter]: text(ENV.pseudonymParameter),
  [ENV.answerKeyParameter]: v.optional(v.string(), ''),
  [ENV.botIds]: v.optional(v.string(), ''),
});

/** What the chat function is told by its deployment. */
export interface Settings {
  readonly city: string;
  readonly stage: Stage;
  readonly tables: { readonly content: string; readonly sessions: string; readonly tickets: string };
  readonly queueUrl: string;
  readonly lateQueueUrl: string;
  readonly parameters: { readonly skill: string; readonly pseudonym: string; readonly answer?: string };
  readonly botIds: readonly string[];
}

/** Reads the settings; throws an Error that names what is missing. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = v.safeParse(schema, env);
  if (!parsed.success) throw new Error(parsed.issues.map((issue) => issue.message).join(' '));
  const found = parsed.output as Record<string, string>;
  const of = (name: string): string => found[name] as string;
  return {
    city: of(ENV.city),
    stage: of(ENV.stage) as Stage,
    tables: { content: of(ENV.contentTable), sessions: of(ENV.sessionsTable), tickets: of(ENV.ticketsTable) },
    queueUrl: of(ENV.handoffQueueUrl),
    lateQueueUrl: of(ENV.lateQueueUrl),
    parameters: {
      skill: of(ENV.secretParameter),
      pseudonym: of(ENV.pseudonymParameter),
      ...(of(ENV.answerKeyParameter) === '' ? {} : { answer: of(ENV.answerKeyParameter) }),
    },
    botIds: of(ENV.botIds)
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  };
}
