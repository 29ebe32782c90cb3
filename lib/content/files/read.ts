/** From a clerk's file to a checked value: YAML, then a schema, every issue with its line. */

import * as v from 'valibot';
import type { Problem } from '../problem.ts';
import { type PathStep, readYaml } from './yaml.ts';

/** Names what a path is about and how many of its steps that takes: `['항목 passport-fee', 2]`. */
export type NameSubject = (
  value: unknown,
  path: readonly PathStep[],
) => readonly [subject: string, steps: number] | undefined;

/** A read file with the lines of its parts, or what is wrong with it. */
export type ReadFile<Value> =
  | { readonly value: Value; readonly lineOf: (path: readonly PathStep[]) => number }
  | { readonly problems: readonly Problem[] };

/** Where a finding belongs: subject and key in words. */
export function placeOf(
  value: unknown,
  path: readonly PathStep[],
  nameSubject: NameSubject,
): Pick<Problem, 'subject' | 'field'> {
  const [subject, steps] = nameSubject(value, path) ?? [undefined, 0];
  const field = path
    .slice(steps)
    .map((step) => (typeof step === 'number' ? `${step + 1}번째` : step))
    .join(' ');
  return { ...(subject === undefined ? {} : { subject }), ...(field === '' ? {} : { field }) };
}

/** Names the elements of the list under `key`: by their id, or by their place where they have none. */
export function subjectsIn(key: string, word: string): NameSubject {
  return (value, path) => {
    const [first, at] = path;
    if (first !== key || typeof at !== 'number') return undefined;
    const element = (value as Record<string, unknown[]>)[key]?.[at];
    const id = (element as { id?: unknown } | undefined)?.id;
    return [typeof id === 'string' && id !== '' ? `${word} ${id}` : `${at + 1}번째 ${word}`, 2];
  };
}

/** Reads `text` by `schema`. */
export function readFile<const Schema extends v.GenericSchema>(
  file: string,
  text: string,
  schema: Schema,
  nameSubject: NameSubject = () => undefined,
): ReadFile<v.InferOutput<Schema>> {
  const yaml = readYaml(file, text);
  if ('problems' in yaml) return yaml;
  const parsed = v.safeParse(schema, yaml.value);
  if (parsed.success) return { value: parsed.output, lineOf: yaml.lineOf };
  return {
    problems: parsed.issues.map((issue) => {
      const path = (issue.path ?? []).map(({ key }) => key as PathStep);
      return {
        file,
        line: yaml.lineOf(path),
        ...placeOf(yaml.value, path, nameSubject),
        message: issue.message,
      };
    }),
  };
}
