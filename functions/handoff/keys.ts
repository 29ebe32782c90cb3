/** The two keys that bringing an answer needs, read by one signed request and cached five minutes. */
import { getParameters } from '../../lib/aws/ssm.ts';

const CACHE_MS = 5 * 60 * 1000;

/** Key of the seals and Kakao's REST API key. */
export interface AnswerKeys {
  readonly seal: string;
  readonly kakao: string;
}

/** A key could not be read: which one, and what to do. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
}

/** Makes the reader. `now`: a monotonic clock in ms. */
export function keyReader(now: () => number) {
  let cached: { keys: AnswerKeys; at: number } | undefined;
  /** Reads the keys at these parameter paths. @throws KeyMissing, or what Parameter Store throws */
  return async (paths: AnswerKeys, signal?: AbortSignal): Promise<AnswerKeys> => {
    if (cached && now() - cached.at < CACHE_MS) return cached.keys;
    const found = await getParameters(Object.values(paths), signal);
    const [seal, kakao] = [found.get(paths.seal), found.get(paths.kakao)];
    if (!seal) throw new KeyMissing(`There is no parameter ${paths.seal}. Deploy again to create it.`);
    if (!kakao) throw new KeyMissing(`There is no parameter ${paths.kakao}. Put Kakao's REST API key there.`);
    cached = { keys: { seal, kakao }, at: now() };
    return cached.keys;
  };
}
