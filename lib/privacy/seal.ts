/** Seals a short text so that only the holder of the key reads it, and only where it was meant to lie. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256-GCM with a 96-bit nonce (NIST SP 800-38D). */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Names the form, so that a later one can be told apart. */
const FORM = 'v1.';

function keyOf(hex: string): Buffer {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error('The sealing key must be 64 hex digits.');
  return Buffer.from(hex, 'hex');
}

/**
 * The sealed text: `v1.` and base64url of nonce, tag and cipher. `key`: 64 hex digits; `place`: what it belongs to
 * (a citizen's pseudonym): it opens nowhere else. @throws Error when the key has another form
 */
export function seal(key: string, text: string, place: string, nonce = randomBytes(NONCE_BYTES)): string {
  const cipher = createCipheriv(CIPHER, keyOf(key), nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${FORM}${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The text of a seal; undefined when key, place or form do not fit or a bit was changed. */
export function unseal(key: string, sealed: string, place: string): string | undefined {
  const bytes = Buffer.from(sealed.slice(FORM.length), 'base64url');
  if (!sealed.startsWith(FORM) || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(key), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const opened = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    return undefined;
  }
}
