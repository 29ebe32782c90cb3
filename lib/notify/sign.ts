/** Signature of a webhook call, for a receiver that wants to know who called. Pure. */
import { createHmac } from 'node:crypto';

/** Header that carries it: `t=<epoch seconds>,v1=<hex>`. */
export const SIGNATURE_HEADER = 'x-minwontalk-signature';

/** HMAC-SHA-256 over `<t>.<body>`: the time is signed too, so that an old call cannot be sent again. `at`: epoch ms. */
export function signatureOf(secret: string, body: string, at: number): string {
  const time = Math.floor(at / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
