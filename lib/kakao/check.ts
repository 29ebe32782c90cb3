/** The checker: a whole skill response against every rule of the contract. */
import { inspectContext } from './components/context.ts';
import { inspectOutput } from './components/output.ts';
import { inspectQuickReply } from './components/quickReply.ts';
import { checkBoolean, type Spot, spotsIn } from './inspect.ts';
import { isObject, type JsonObject, listMember, member } from './json.ts';
import { LIMITS } from './limits.ts';
import { type Report, type Violation, violationsOf } from './report.ts';

const utf8 = new TextEncoder();

/** A response as text with its parsed value; undefined where it is no JSON. */
interface Read {
  readonly bytes: number;
  readonly value: unknown;
}

function readText(text: string): Read | undefined {
  try {
    return { bytes: utf8.encode(text.trim()).length, value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function readBytes(bytes: Uint8Array): Read | undefined {
  try {
    return readText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function readValue(value: unknown): Read | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return { bytes: utf8.encode(text ?? '').length, value };
  } catch {
    return undefined;
  }
}

function read(response: unknown): Read | undefined {
  if (typeof response === 'string') return readText(response);
  return response instanceof Uint8Array ? readBytes(response) : readValue(response);
}

function checkQuickReplies(template: Spot): void {
  const { value, path, report } = template;
  const quickReplies = member(value, 'quickReplies');
  const count = listMember(value, 'quickReplies').length;
  const [, max] = LIMITS['template.quickReplies.count'].value;
  const isList = quickReplies === undefined || Array.isArray(quickReplies);
  if (!isList || count > max) report('template.quickReplies.count', `${path}.quickReplies`, String(count));
  for (const each of spotsIn(template, 'quickReplies')) {
    inspectQuickReply(each.value, each.path, report, 'single');
  }
}

function checkTemplate(template: Spot): void {
  const { value, path, report } = template;
  const outputs = listMember(value, 'outputs');
  const [min, max] = LIMITS['template.outputs.count'].value;
  if (outputs.length < min || outputs.length > max) {
    report('template.outputs.count', `${path}.outputs`, String(outputs.length));
  }
  for (const [index, output] of outputs.entries()) inspectOutput(output, `${path}.outputs[${index}]`, report);
  checkQuickReplies(template);
}

const OTHER_PARTS = ['data', 'context', 'useCallback'];

function checkPresence({ value, path, report }: Spot): void {
  const template = member(value, 'template');
  if (template !== undefined && member(value, 'useCallback') === true) {
    report('useCallback.template', `${path}.template`);
    return;
  }
  if (isObject(template)) {
    checkTemplate({ value: template, path: `${path}.template`, report });
    return;
  }
  const absent = template === undefined && OTHER_PARTS.some((part) => member(value, part) !== undefined);
  if (!absent) report('template.required', `${path}.template`);
}

function checkParts(spot: Spot): void {
  const { value, path, report } = spot;
  if (member(value, 'version') !== '2.0') report('response.version', `${path}.version`);
  checkBoolean(spot, 'useCallback', 'useCallback.type');
  checkPresence(spot);
  const data = member(value, 'data');
  if (data !== undefined && !isObject(data)) report('data.type', `${path}.data`);
  const context = member(value, 'context');
  if (context === undefined) return;
  inspectContext({
    value: isObject(context) ? context : ({} as JsonObject),
    path: `${path}.context`,
    report,
  });
}

/** Reports everything that is wrong in a response: raw text, raw bytes or a parsed value. */
export function inspectResponse(response: unknown, report: Report): void {
  const found = read(response);
  if (found === undefined) {
    report('response.json', '$');
    return;
  }
  if (!isObject(found.value)) {
    report('response.object', '$');
    return;
  }
  if (found.bytes > LIMITS['response.size'].value) report('response.size', '$', `${found.bytes} bytes`);
  checkParts({ value: found.value, path: '$', report });
}

/**
 * Every rule of Kakao's contract that a skill response breaks, each once; empty for a good one. A string or bytes
 * are read as the raw answer (whose size counts as it is), anything else as its parsed value.
 */
export function checkSkillResponse(response: unknown): Violation[] {
  return violationsOf((report) => inspectResponse(response, report));
}
