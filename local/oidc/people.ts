/** The people of a local desk: one for each role, and a second counsellor to work beside the first. */

import { createHash } from 'node:crypto';

/** Somebody who can sign in with one press. */
export interface Person {
  /** User name, as it stands in tickets. */
  readonly name: string;
  /** Id that the pool gives: a UUID, the same at every start. */
  readonly sub: string;
  readonly groups: readonly string[];
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  counsellor: ['상담원1', '상담원2'],
  editor: ['편집자'],
  manager: ['관리자'],
};

/** People for the groups of a pool. A group that is not known gets somebody of its own name. */
export function peopleOf(groups: readonly string[]): readonly Person[] {
  return groups.flatMap((group) =>
    (NAMES[group] ?? [group]).map((name) => ({ name, sub: subOf(name), groups: [group] })),
  );
}

function subOf(name: string): string {
  const hex = createHash('sha256').update(`local person ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
