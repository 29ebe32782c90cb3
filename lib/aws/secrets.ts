/** The secrets of a deployment, read by one signed request and cached five minutes. */
import { parseSkillSecret } from '../city/skill-secret.ts';
import { getParameters } from './ssm.ts';

/** What the webhook needs to know whom to trust and how to name people. */
export interface Secrets {
  /** Skill secrets in force: the current one and, while a rotation lasts, the previous one. Never empty. */
  readonly skill: readonly string[];
  /** Key of all pseudonyms. */
  readonly pseudonymKey: string;
  /** Key that seals user keys; absent where the city does not let answers go out. */
  readonly answerKey?: string;
}

/** How long a read secret is trusted. */
const CACHE_MS = 5 * 60 * 1000;
/** An unknown secret may be a rotation: the store is asked again, but no sooner than this after the last time. */
const RECHECK_MS = 20 * 1000;

/** A cache over the parameter store. `now` is a monotonic clock in ms. */
export function secretCache(
  paths: { readonly skill: string; readonly pseudonym: string; readonly answer?: string },
  now: () => number,
) {
  let cached: { secrets: Secrets; at: number } | undefined;
  let under: Promise<Secrets> | undefined;

  async function load(signal: AbortSignal): Promise<Secrets> {
    const found = await getParameters(Object.values(paths), signal);
    const [skill, pseudonymKey] = [found.get(paths.skill), found.get(paths.pseudonym)];
    if (!skill || !pseudonymKey)
      throw new Error(
        `Parameter missing: ${skill ? paths.pseudonym : paths.skill}. Deploy again to create it.`,
      );
    const answerKey = found.get(paths.answer ?? '');
    const secrets = {
      skill: parseSkillSecret(skill),
      pseudonymKey,
      ...(answerKey === undefined ? {} : { answerKey }),
    };
    cached = { secrets, at: now() };
    return secrets;
  }

  /** One load at a time, however many turns wait for it; a cached value goes on when the store does not answer. */
  async function refresh(signal: AbortSignal): Promise<Secrets> {
    under ??= load(signal).finally(() => {
      under = undefined;
    });
    try {
      return await under;
    } catch (error) {
      if (!cached) throw error;
      cached = { ...cached, at: now() - CACHE_MS + RECHECK_MS };
      return cached.secrets;
    }
  }

  return {
    read: (signal: AbortSignal): Promise<Secrets> =>
      cached && now() - cached.at < CACHE_MS ? Promise.resolve(cached.secrets) : refresh(signal),
    /** Called when a caller showed an unknown secret: reads again unless that was done just now. */
    recheck: (signal: AbortSignal): Promise<Secrets> =>
      cached && now() - cached.at < RECHECK_MS ? Promise.resolve(cached.secrets) : refresh(signal),
  };
}
