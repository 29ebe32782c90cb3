/**
 * Names that the template and the running code must agree on: routes, environment variables, metrics,
 * parameter paths. Imported by everything; imports nothing, so that neither side can pull weight into the other.
 */

/** The eight skills a clerk attaches to Kakao blocks; each is reached at `POST /skill/<name>`. */
export const SKILLS = [
  'welcome',
  'fields',
  'answer',
  'ask',
  'notices',
  'guide',
  'person',
  'feedback',
] as const;
/** One webhook route. */
export type Skill = (typeof SKILLS)[number];

/** Route of all skills in API Gateway's own notation. */
export const SKILL_ROUTE = '/skill/{skill}';

/** Routes of the staff page and its API, in API Gateway's own notation. */
export const STAFF_ROUTES = {
  page: 'GET /staff',
  asset: 'GET /staff/assets/{file}',
  config: 'GET /staff/config.json',
  me: 'GET /staff/api/me',
  board: 'GET /staff/api/board',
  ticket: 'GET /staff/api/ticket',
  act: 'POST /staff/api/ticket/{action}',
  open: 'POST /staff/api/tickets',
  suggest: 'GET /staff/api/suggest',
  audit: 'GET /staff/api/audit',
} as const;
/** One of them. */
export type StaffRoute = keyof typeof STAFF_ROUTES;
/** Routes that need no token: what a browser loads before anybody has signed in. */
export const OPEN_STAFF_ROUTES = ['page', 'asset', 'config'] as const satisfies readonly StaffRoute[];

/** Roles of people at the desk: groups of the user pool, and the claim in which a token names them. */
export const STAFF_ROLES = ['counsellor', 'editor', 'manager'] as const;
/** One role. */
export type StaffRole = (typeof STAFF_ROLES)[number];
/** Claim of an access token that holds the groups. */
export const ROLES_CLAIM = 'cognito:groups';
/** How long a sign-in lasts, and how long one access token, in minutes. */
export const STAFF_SESSION = { minutes: 8 * 60, tokenMinutes: 60 } as const;

/** Header in which Kakao sends the secret that the clerk typed for the skill. Lower case, as API Gateway hands it over. */
export const SECRET_HEADER = 'x-minwontalk-secret';

/** Environment variables of the functions. A function gets only those it reads. */
export const ENV = {
  city: 'CITY',
  stage: 'STAGE',
  contentTable: 'CONTENT_TABLE',
  sessionsTable: 'SESSIONS_TABLE',
  ticketsTable: 'TICKETS_TABLE',
  usageTable: 'USAGE_TABLE',
  handoffQueueUrl: 'HANDOFF_QUEUE_URL',
  /** Queue of hand-offs that could not be stored while the citizen waited. */
  lateQueueUrl: 'LATE_QUEUE_URL',
  /** Path of the SecureString parameter that holds the skill secrets. */
  secretParameter: 'SKILL_SECRET_PARAMETER',
  /** Path of the SecureString parameter that holds the key of all pseudonyms. */
  pseudonymParameter: 'PSEUDONYM_KEY_PARAMETER',
  /** Path of the SecureString that seals user keys; set only where a city lets answers go out by the Event API. */
  answerKeyParameter: 'ANSWER_KEY_PARAMETER',
  /** Path of the SecureString with Kakao's REST API key; set under the same condition. */
  kakaoKeyParameter: 'KAKAO_REST_KEY_PARAMETER',
  /** Name of the Event API's event that brings an answer; set under the same condition. */
  answerEvent: 'ANSWER_EVENT',
  /** Comma-separated Kakao bot ids that may call, without the trailing `!` of the development channel. */
  botIds: 'BOT_IDS',
  auditTable: 'AUDIT_TABLE',
  /** Issuer of the tokens that staff sign in with; its discovery document is below it. */
  oidcIssuer: 'OIDC_ISSUER',
  /** Public client that the staff page signs in as. */
  oidcClientId: 'OIDC_CLIENT_ID',
  /** Address of the staff page, for notices. */
  staffUrl: 'STAFF_URL',
  deadLettersUrl: 'HANDOFF_DEAD_LETTERS_URL',
  lateDeadLettersUrl: 'LATE_DEAD_LETTERS_URL',
  /** Where notices go; set only where the city wants them. */
  noticeTopic: 'NOTICE_TOPIC_ARN',
  noticeWebhookParameter: 'NOTICE_WEBHOOK_PARAMETER',
  noticeWebhookShape: 'NOTICE_WEBHOOK_SHAPE',
} as const;

/** SSM path under which a deployment keeps its two secrets: `/minwontalk/<city>/<stage>/<leaf>`. */
export const PARAMETER_ROOT = '/minwontalk';
/** Leaves below the parameter root. */
export const PARAMETER_LEAF = {
  skillSecret: 'skill-secret',
  pseudonymKey: 'pseudonym-key',
  /** Seals user keys until an answer is brought. */
  answerKey: 'answer-key',
  /** Kakao's REST API key; put there by hand. */
  kakaoRestKey: 'kakao-rest-key',
  /** Address and signing secret of the webhook for notices; put there by hand. */
  noticeWebhook: 'notice-webhook',
} as const;

/** Deployment stages. */
export const STAGES = ['dev', 'prod'] as const;
/** One stage. */
export type Stage = (typeof STAGES)[number];

/** CloudWatch namespace of every metric; the only dimensions are City and Stage (each value costs money). */
export const METRIC_NAMESPACE = 'Minwontalk';

/** Marks a log line as a usage event; the log subscription filters on it. */
export const USAGE_MARK = 'minwontalk.turn';

/** Metrics that the log line of a turn carries in CloudWatch's embedded metric format. */
export const METRIC = {
  turns: 'Turns',
  answered: 'Answered',
  notFound: 'NotFound',
  handoffs: 'Handoffs',
  helped: 'Helped',
  notHelped: 'NotHelped',
  degraded: 'Degraded',
  refused: 'Refused',
  /** Calls answered with the phone number alone: time ran out, the secret could not be read, a fault. */
  failed: 'Failed',
  /** Turns whose words could not be masked, so none of them were kept. */
  maskFailed: 'MaskFailed',
  latency: 'LatencyMs',
  queueWaiting: 'QueueWaiting',
  /** Notices that no way out took after three tries; the next sweep tries again. */
  noticesUntold: 'NoticesUntold',
  /** Messages sent by Kakao's Event API; each costs the city 15 won. */
  answersSent: 'AnswersSent',
} as const;

/** Content delivery: fixed keys in the content table. */
export const CONTENT_KEY = {
  /** Partition of the one pointer item that names the version in force. */
  pointer: 'POINTER',
  /** Sort key of that pointer. */
  current: 'current',
} as const;
