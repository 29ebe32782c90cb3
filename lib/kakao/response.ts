/** The whole answer of a skill (SkillResponse 2.0). */
import { type Given, present } from './build.ts';
import { inspectResponse } from './check.ts';
import type { ContextValue } from './components/context.ts';
import type { Output } from './components/output.ts';
import type { QuickReply } from './components/quickReply.ts';
import { refuse } from './report.ts';

/** What stands in the bubbles: 1–3 outputs, 0–10 quick replies under the last. */
export interface Template {
  readonly outputs: readonly Output[];
  readonly quickReplies?: readonly QuickReply[];
}

/** An answer. `template` and `useCallback: true` exclude each other. */
export interface SkillResponse {
  readonly version: '2.0';
  readonly template?: Template;
  readonly context?: { readonly values: readonly ContextValue[] };
  /** Read by blocks that write their own bubbles with `{{#webhook.key}}`. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly useCallback?: boolean;
}

/** What an author gives for an answer. */
export interface SkillResponseFields {
  readonly outputs: readonly Output[];
  readonly quickReplies?: readonly QuickReply[];
  readonly contexts?: readonly ContextValue[];
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * An answer that Kakao takes whole.
 * @throws KakaoLimitError on the first rule that the answer breaks, its 30,720 bytes included.
 */
export function skillResponse(fields: Given<SkillResponseFields>): SkillResponse {
  const { outputs, quickReplies, contexts, data } = fields;
  const response = present<SkillResponse>({
    version: '2.0',
    template: present<Template>({ outputs, quickReplies }),
    context: contexts === undefined ? undefined : { values: contexts },
    data,
  });
  inspectResponse(response, refuse);
  return response;
}
