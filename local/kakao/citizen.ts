/** A made-up citizen with keys in the forms that Kakao's have been seen in. */

import { randomBytes } from 'node:crypto';

/** Keys of one person for one bot and one channel; neither is a name or a number of anybody. */
export interface Citizen {
  /** 66 hex digits. */
  readonly botUserKey: string;
  /** 12 URL-safe characters. */
  readonly plusfriendUserKey: string;
}

/** A new citizen. */
export function newCitizen(): Citizen {
  return {
    botUserKey: randomBytes(33).toString('hex'),
    plusfriendUserKey: randomBytes(9).toString('base64url'),
  };
}
