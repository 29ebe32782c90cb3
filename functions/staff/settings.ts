/** The environment of the staff function, read once at start. What is missing stops the start with its name. */
import { ENV } from '../../lib/names.ts';

/** What the staff function is told by its deployment. */
export interface Settings {
  readonly city: string;
  readonly stage: string;
  readonly tables: { readonly content: string; readonly tickets: string; readonly audit: string };
  /** The hand-off queue: an answer is announced at once. */
  readonly queueUrl: string;
  readonly issuer: string;
  readonly clientId: string;
}

/** Reads the settings; throws an Error that names what is missing. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const required = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`Environment variable ${name} is missing. Deploy the Channel stack again.`);
    return value;
  };
  return {
    city: required(ENV.city),
    stage: required(ENV.stage),
    tables: {
      content: required(ENV.contentTable),
      tickets: required(ENV.ticketsTable),
      audit: required(ENV.auditTable),
    },
    queueUrl: required(ENV.handoffQueueUrl),
    issuer: required(ENV.oidcIssuer),
    clientId: required(ENV.oidcClientId),
  };
}
