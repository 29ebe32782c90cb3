/** The hand-off queue: tells the consumer that a ticket is there. The ticket itself is stored before. */
import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import type { HandoffEvent } from '../handoff/types.ts';
import { type ClientOptions, sqs } from './clients.ts';
import { reasonOf } from './ticket-write.ts';

/** Milliseconds a citizen's turn waits for the queue; what is not sent by then the sweep sends. */
export const ANNOUNCE_MS = 300;

/** Where and how to send. */
export interface AnnounceOptions {
  readonly queueUrl: string;
  /** Default 300. */
  readonly timeoutMs?: number;
  /** The turn's own deadline. */
  readonly signal?: AbortSignal;
  readonly client?: ClientOptions;
}

/** Whether the queue took the event; when not, why. */
export type Announced = { readonly sent: true } | { readonly sent: false; readonly reason: string };

/**
 * Sends a ticket's event. Its group is the citizen, so that one citizen's events stay in order; its deduplication id is
 * the event's id, so that a second send within five minutes is dropped by the queue.
 */
export function announce(event: HandoffEvent, options: AnnounceOptions): Promise<Announced> {
  return sendWithin(options, {
    MessageBody: JSON.stringify(event),
    MessageGroupId: event.citizen,
    MessageDeduplicationId: event.id,
  });
}

/** What a message is made of beside its queue. */
export type Message = Omit<SendMessageCommandInput, 'QueueUrl'>;

/** Sends a message within the time of `options`; never throws. */
export async function sendWithin(options: AnnounceOptions, message: Message): Promise<Announced> {
  const signal = deadline(options);
  try {
    return await Promise.race([send(message, options, signal), aborted(signal)]);
  } catch (error) {
    return { sent: false, reason: signal.aborted ? 'TimedOut' : reasonOf(error) };
  }
}

async function send(message: Message, options: AnnounceOptions, signal: AbortSignal): Promise<Announced> {
  const { client, sdk } = await sqs(options.client);
  const command = new sdk.SendMessageCommand({ QueueUrl: options.queueUrl, ...message });
  await client.send(command, { abortSignal: signal });
  return { sent: true };
}

function deadline({ timeoutMs = ANNOUNCE_MS, signal }: AnnounceOptions): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([timeout, signal]) : timeout;
}

/** The client's first import is not interruptible, and is part of the time too. */
function aborted(signal: AbortSignal): Promise<Announced> {
  return new Promise((resolve) => {
    const giveUp = () => resolve({ sent: false, reason: 'TimedOut' });
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
