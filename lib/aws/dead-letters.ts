/** A dead-letter queue for the people who look after a deployment: read without taking, sent back one by one. */
import { type ClientOptions, sqs } from './clients.ts';
import { queueLength } from './queue-length.ts';

/** A dead letter as it lies in its queue. */
export interface DeadLetter {
  readonly messageId: string;
  readonly body: string;
  /** When it was first sent, epoch ms. */
  readonly sentAt: number;
  /** Deliveries before it was given up, and looks since. */
  readonly receives: number;
  /** Group of a FIFO queue's message. */
  readonly group?: string;
  /** Handle of this look; good until the hold ends. */
  readonly handle: string;
}

/** Seconds that a look keeps letters from other readers; ends with `release`. */
const HOLD_S = 120;
/** Not 0: the queue engine of the local city loses a message whose time-out is set to 0. */
const RELEASE_S = 1;
const PAGE = 10;
/** More letters than this are not looked at in one go. */
export const LETTERS_MAX = 1000;

/** A dead-letter queue. Calls throw what SQS throws. */
export interface DeadLetters {
  /** How many letters there are, about: a FIFO queue hands out the next of a group only after those before it. */
  count(): Promise<number>;
  /** Every letter that can be had now, oldest first; they are held until released, sent back or the hold ends. */
  look(): Promise<readonly DeadLetter[]>;
  /** Lets held letters be seen again. */
  release(letters: readonly DeadLetter[]): Promise<void>;
  /** Sends a letter to the queue that it came from, then deletes it here. Stopped in between it is sent twice, which consumers bear. */
  sendBack(letter: DeadLetter, sourceUrl: string): Promise<void>;
}

/** Opens the queue at `url`. */
export function deadLetters(url: string, options?: ClientOptions): DeadLetters {
  return {
    count: () => queueLength(url, { held: true, ...(options ? { client: options } : {}) }),
    look: async () => {
      const found = new Map<string, DeadLetter>();
      for (;;) {
        const page = await receive(url, options);
        for (const letter of page) found.set(letter.messageId, letter);
        if (page.length === 0 || found.size >= LETTERS_MAX) break;
      }
      return [...found.values()].sort((a, b) => a.sentAt - b.sentAt);
    },
    async release(letters) {
      const { client, sdk } = await sqs(options);
      for (const { handle } of letters) {
        const wish = { QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout: RELEASE_S };
        await client.send(new sdk.ChangeMessageVisibilityCommand(wish));
      }
    },
    async sendBack(letter, sourceUrl) {
      const { client, sdk } = await sqs(options);
      const fifo =
        letter.group === undefined
          ? {}
          : // Not the event's own id: one that was sent within five minutes would be dropped unseen.
            { MessageGroupId: letter.group, MessageDeduplicationId: `redrive-${letter.messageId}` };
      await client.send(
        new sdk.SendMessageCommand({ QueueUrl: sourceUrl, MessageBody: letter.body, ...fifo }),
      );
      await client.send(new sdk.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: letter.handle }));
    },
  };
}

async function receive(url: string, options?: ClientOptions): Promise<DeadLetter[]> {
  const { client, sdk } = await sqs(options);
  const command = new sdk.ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: PAGE,
    VisibilityTimeout: HOLD_S,
    WaitTimeSeconds: 2,
    MessageSystemAttributeNames: ['All'],
  });
  const { Messages = [] } = await client.send(command);
  return Messages.map(({ MessageId = '', Body = '', ReceiptHandle = '', Attributes = {} }) => ({
    messageId: MessageId,
    body: Body,
    handle: ReceiptHandle,
    sentAt: Number(Attributes.SentTimestamp ?? 0),
    receives: Number(Attributes.ApproximateReceiveCount ?? 0),
    ...(Attributes.MessageGroupId === undefined ? {} : { group: Attributes.MessageGroupId }),
  }));
}
