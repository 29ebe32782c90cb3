/** Work through a FIFO batch so that what fails holds up its own group only. */

/** Whether one piece of work was done. */
export type Worked = { readonly done: true } | { readonly done: false };

/**
 * Works through records group by group, each group in its order, and gives back those that must come again: in every
 * group the first that failed and all after it. A thrown error counts as failed.
 */
export async function workInOrder<T>(
  records: readonly T[],
  groupOf: (record: T) => string,
  work: (record: T) => Promise<Worked>,
): Promise<readonly T[]> {
  const groups = Map.groupBy(records, groupOf);
  const rest = await Promise.all([...groups.values()].map((group) => workUntilFailure(group, work)));
  const failed = new Set(rest.flat());
  return records.filter((record) => failed.has(record));
}

async function workUntilFailure<T>(
  group: readonly T[],
  work: (record: T) => Promise<Worked>,
): Promise<readonly T[]> {
  for (const [index, record] of group.entries()) {
    const worked = await work(record).catch((): Worked => ({ done: false }));
    if (!worked.done) return group.slice(index);
  }
  return [];
}
