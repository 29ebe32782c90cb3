/** Webhook payloads as chat services take them. Pure. */
import type { NoticeText } from './notice.ts';

/** Services whose incoming webhooks are known. */
export const WEBHOOK_SHAPES = ['slack', 'kakaowork', 'jandi'] as const;
/** One of them. */
export type WebhookShape = (typeof WEBHOOK_SHAPES)[number];

/** Headers and JSON of a POST. */
export interface WebhookPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

const SHAPES: Readonly<Record<WebhookShape, (text: NoticeText) => WebhookPost>> = {
  /** Slack: docs.slack.dev, "Sending messages using incoming webhooks"; `<`, `>` and `&` are escaped, `<url|label>` is a link. */
  slack: ({ title, detail, url }) =>
    post({ text: `*${slackText(title)}*\n${slackText(detail)}\n<${url}|상담 화면 열기>` }),
  /** Kakao Work's webhook bot takes `text`, as one plain text. */
  kakaowork: ({ title, detail, url }) => post({ text: `${title}\n${detail}\n${url}` }),
  /** Jandi: support.jandi.com, "Receiving Incoming Webhooks in JANDI"; it insists on its own Accept. */
  jandi: ({ title, detail, url, colour }) =>
    post(
      {
        body: title,
        connectColor: colour,
        connectInfo: [{ title: detail, description: `[상담 화면 열기](${url})` }],
      },
      { accept: 'application/vnd.tosslab.jandi-v2+json' },
    ),
};

/** The POST of a notice for a service. */
export function webhookPost(shape: WebhookShape, text: NoticeText): WebhookPost {
  return SHAPES[shape](text);
}

function post(body: object, headers: Readonly<Record<string, string>> = {}): WebhookPost {
  return { headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
