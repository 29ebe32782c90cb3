/** Ways out for notices: an SNS topic (e-mail) and a signed webhook, each with retries. */
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import type { NoticeText } from '../notify/notice.ts';
import { type WebhookShape, webhookPost } from '../notify/shapes.ts';
import { SIGNATURE_HEADER, signatureOf } from '../notify/sign.ts';
import type { Credentials } from './clients.ts';
import { signPost } from './sigv4.ts';

/** Pauses before the second and third try, ms. */
const PAUSES_MS = [500, 1500];
/** Time for one try, ms. */
const TRY_MS = 3000;

/** Address and secret of a webhook, as they lie in the SecureString. */
const webhook = v.object({
  url: v.pipe(v.string(), v.url(), v.regex(/^https:\/\//)),
  secret: v.pipe(v.string(), v.minLength(16)),
});
/** Where a webhook is and what signs its calls. */
export type Webhook = v.InferOutput<typeof webhook>;

/** What became of a notice; `failed` names the last problem and holds nothing of the notice or the address. */
export type Told = { readonly told: true } | { readonly failed: string };

/** Reads the value of the parameter: `{"url": "https://…", "secret": "…"}`; undefined when it is nothing of the kind. */
export function parseWebhook(value: string): Webhook | undefined {
  try {
    const parsed = v.safeParse(webhook, JSON.parse(value));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Posts a notice in a service's shape, signed. `at`: epoch ms. */
export function tellWebhook(
  { url, secret }: Webhook,
  shape: WebhookShape,
  text: NoticeText,
  at: number,
  signal: AbortSignal,
): Promise<Told> {
  const { headers, body } = webhookPost(shape, text);
  const signed = { ...headers, [SIGNATURE_HEADER]: signatureOf(secret, body, at) };
  return withRetries(signal, (limit) =>
    fetch(url, { method: 'POST', headers: signed, body, signal: limit, redirect: 'error' }),
  );
}

/** Publishes a notice to a topic; its subscribers get an e-mail. `at`: the wall clock, which AWS checks. */
export function tellTopic(arn: string, text: NoticeText, at: Date, signal: AbortSignal): Promise<Told> {
  const region = arn.split(':')[3] ?? '';
  const url = new URL(process.env.AWS_ENDPOINT_URL_SNS ?? `https://sns.${region}.amazonaws.com/`);
  const body = new URLSearchParams({
    Action: 'Publish',
    Version: '2010-03-31',
    TopicArn: arn,
    Subject: text.subject,
    Message: `${text.title}\n\n${text.detail}\n${text.url}`,
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const signed = signPost({ url, headers, body, service: 'sns', region }, credentials(), at);
  return withRetries(signal, (limit) =>
    fetch(url, { method: 'POST', headers: signed, body, signal: limit, redirect: 'error' }),
  );
}

function credentials(): Credentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

/** Up to three tries; a refusal (4xx other than 429) is not tried again. */
async function withRetries(
  signal: AbortSignal,
  send: (limit: AbortSignal) => Promise<Response>,
): Promise<Told> {
  let failed = 'Aborted';
  for (const wait of [0, ...PAUSES_MS]) {
    if (signal.aborted) break;
    try {
      if (wait > 0) await pause(wait, undefined, { signal });
      const { ok, status } = await send(AbortSignal.any([signal, AbortSignal.timeout(TRY_MS)]));
      if (ok) return { told: true };
      failed = `Status${status}`;
      if (status < 500 && status !== 429) break;
    } catch (error) {
      failed = error instanceof Error ? error.name : 'UnknownError';
    }
  }
  return { failed };
}
