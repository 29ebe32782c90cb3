import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentStore, VERSIONS_KEPT } from '../../lib/aws/content-store.ts';
import { unpackSnapshot } from '../../lib/content/snapshot.ts';
import { packedSample } from './sample-content.ts';
import { type Engine, spoilCalls, startEngine } from './store-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

const at = (day: number): string => `2026-12-${String(day).padStart(2, '0')}T00:00:00.000Z`;

/** The first answer that a reader of the version in force would give. */
async function answerIn(table: string): Promise<string | undefined> {
  const store = contentStore(table, engine.options);
  const pointer = await store.readPointer();
  if (pointer === undefined) return undefined;
  const unpacked = unpackSnapshot(await store.readVersion(pointer.version));
  if (!unpacked.ok) throw new Error(unpacked.problem);
  expect(unpacked.snapshot).toMatchObject({
    version: pointer.version,
    digest: pointer.digest,
    publishedAt: pointer.publishedAt,
  });
  return unpacked.snapshot.content.fields[0]?.entries[0]?.summary;
}

async function rawItems(table: string, version: number): Promise<string[]> {
  const { dynamo } = await import('../../lib/aws/clients.ts');
  const { client, sdk } = await dynamo(engine.options);
  const { Items = [] } = await client.send(
    new sdk.QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `V#${String(version).padStart(6, '0')}` } },
      ProjectionExpression: 'sk',
    }),
  );
  return Items.map(({ sk }) => sk?.S ?? '');
}

describe('publishing', () => {
  test('an empty store has no version', async () => {
    const store = contentStore(await engine.table(), engine.options);
    expect(await store.readPointer()).toBeUndefined();
    expect(await store.listVersions()).toEqual([]);
    await expect(store.readVersion(1)).rejects.toThrow(
      'Content version 1 is not in the store. Publish the content again.',
    );
  });

  test('what was published is what is read, in as many parts as it takes', async () => {
    const table = await engine.table();
    const store = contentStore(table, engine.options);
    const said: string[] = [];
    const packed = packedSample('여러 조각이에요.', 1_400_000);
    const { outcome, pointer } = await store.publish(packed, {
      by: 'kim',
      at: at(1),
      progress: (line) => said.push(line),
    });
    expect(outcome).toBe('published');
    expect(pointer).toMatchObject({ version: 1, parts: 5, publishedAt: at(1), by: 'kim' });
    expect(said.filter((line) => line.startsWith('publishing part'))).toEqual(
      [1, 2, 3, 4, 5].map((n) => `publishing part ${n} of 5`),
    );
    expect(await answerIn(table)).toBe('여러 조각이에요.');
  });

  test('each publish is a version of its own; the old one can still be read', async () => {
    const table = await engine.table();
    const store = contentStore(table, engine.options);
    await store.publish(packedSample('첫째'), { by: 'kim', at: at(1) });
    await store.publish(packedSample('둘째'), { by: 'lee', at: at(2) });
    expect(await answerIn(table)).toBe('둘째');
    expect((await store.listVersions()).map(({ version, by }) => [version, by])).toEqual([
      [2, 'lee'],
      [1, 'kim'],
    ]);
    const old = unpackSnapshot(await store.readVersion(1));
    expect(old.ok && old.snapshot.content.fields[0]?.entries[0]?.summary).toBe('첫째');
  });

  test('the same content again writes nothing', async () => {
    const table = await engine.table();
    const store = contentStore(table, engine.options);
    await store.publish(packedSample('그대로'), { by: 'kim', at: at(1) });
    const again = await store.publish(packedSample('그대로'), { by: 'lee', at: at(2) });
    expect(again).toMatchObject({ outcome: 'unchanged', pointer: { version: 1, by: 'kim' } });
    expect(await rawItems(table, 2)).toEqual([]);
  });

  test('bytes that are no content are refused before anything is written', async () => {
    const table = await engine.table();
    const store = contentStore(table, engine.options);
    await expect(store.publish(packedSample().subarray(0, 900), { by: 'kim', at: at(1) })).rejects.toThrow(
      'checksum',
    );
    expect(await rawItems(table, 1)).toEqual([]);
  });

  test('the last versions are kept, older ones go with all their parts', async () => {
    const table = await engine.table();
    const store = contentStore(table, engine.options);
    for (let n = 1; n <= VERSIONS_KEPT + 2; n++) {
      await store.publish(packedSample(`${n}번째`), { by: 'kim', at: at(1) });
    }
    const kept = (await store.listVersions()).map(({ version }) => version);
    expect(kept).toEqual(Array.from({ length: VERSIONS_KEPT }, (_, i) => VERSIONS_KEPT + 2 - i));
    expect(await rawItems(table, 2)).toEqual([]);
    expect(await rawItems(table, 3)).toEqual(['META', 'P#000']);
  });
});

describe('a publish that goes wrong', () => {
  test('cut off after some parts: citizens keep the old version, the next publish goes through', async () => {
    const table = await engine.table();
    await contentStore(table, engine.options).publish(packedSample('옛 답'), { by: 'kim', at: at(1) });
    const dying = { ...engine.options, maxAttempts: 1 };
    await spoilCalls(dying, {
      before(command, nth) {
        if (command === 'PutItemCommand' && nth === 4) throw new Error('the power went out');
      },
    });
    const big = packedSample('새 답', 1_400_000);
    await expect(contentStore(table, dying).publish(big, { by: 'lee', at: at(2) })).rejects.toThrow(
      'the power went out',
    );
    expect(await rawItems(table, 2)).toEqual(['META', 'P#000', 'P#001']);
    expect(await answerIn(table)).toBe('옛 답');

    const again = await contentStore(table, engine.options).publish(big, { by: 'lee', at: at(3) });
    expect(again).toMatchObject({ outcome: 'published', pointer: { version: 3 } });
    expect(await answerIn(table)).toBe('새 답');
    const versions = await contentStore(table, engine.options).listVersions();
    expect(versions.map(({ version }) => version)).toEqual([3, 1]);
    await expect(contentStore(table, engine.options).readVersion(2)).rejects.toThrow(
      'is not whole (2 of 5 parts)',
    );
  });

  test('two at once: one wins, the other is told by whom and when, and leaves nothing', async () => {
    const table = await engine.table();
    await contentStore(table, engine.options).publish(packedSample('옛 답'), { by: 'kim', at: at(1) });
    const slow = { ...engine.options, maxAttempts: 3 };
    await spoilCalls(slow, {
      async before(command, nth) {
        // The last write of this publish is the pointer: the other one overtakes just before it.
        if (command !== 'PutItemCommand' || nth !== 3) return;
        await contentStore(table, engine.options).publish(packedSample('빠른 답'), { by: 'fast', at: at(2) });
      },
    });
    const late = await contentStore(table, slow).publish(packedSample('느린 답'), { by: 'slow', at: at(3) });
    expect(late).toMatchObject({
      outcome: 'overtaken',
      pointer: { by: 'fast', publishedAt: at(2), version: 3 },
    });
    expect(await answerIn(table)).toBe('빠른 답');
    expect(await rawItems(table, 2)).toEqual([]);
  });

  test('eight at once: exactly one version is in force, and it is whole', async () => {
    const table = await engine.table();
    const names = Array.from({ length: 8 }, (_, i) => `editor${i}`);
    const results = await Promise.all(
      names.map((by) =>
        contentStore(table, engine.options).publish(packedSample(`${by}의 답`), { by, at: at(4) }),
      ),
    );
    const winner = results.find(({ outcome }) => outcome === 'published');
    expect(results.filter(({ outcome }) => outcome === 'published')).toHaveLength(1);
    expect(results.every(({ pointer }) => pointer.by === winner?.pointer.by)).toBe(true);
    expect(await answerIn(table)).toBe(`${winner?.pointer.by}의 답`);
  });

  test('the answer to the pointer write is lost: the publish is known to stand', async () => {
    const table = await engine.table();
    const lossy = { ...engine.options, maxAttempts: 4 };
    const { client } = await spoilCalls(lossy, {});
    let pointerWrites = 0;
    // The write reaches the store; its answer does not arrive, and the client sends it once more.
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const result = await next(args);
        const input = args.input as { Item?: { pk?: { S?: string } } };
        const pointer = context.commandName === 'PutItemCommand' && input.Item?.pk?.S === 'POINTER';
        if (pointer && ++pointerWrites === 1) return next(args);
        return result;
      },
      { step: 'initialize', name: 'retry-after-lost-answer' },
    );
    const result = await contentStore(table, lossy).publish(packedSample('한 번'), { by: 'kim', at: at(1) });
    expect(pointerWrites).toBe(1);
    expect(result).toMatchObject({ outcome: 'published', pointer: { version: 1, by: 'kim' } });
    expect(await answerIn(table)).toBe('한 번');
  });

  test('a part that was changed in the store is refused', async () => {
    const table = await engine.table();
    const store = contentStore(table, engine.options);
    await store.publish(packedSample('온전한 답'), { by: 'kim', at: at(1) });
    const { dynamo } = await import('../../lib/aws/clients.ts');
    const { client, sdk } = await dynamo(engine.options);
    const Item = { pk: { S: 'V#000001' }, sk: { S: 'P#000' }, body: { B: packedSample('다른 답') } };
    await client.send(new sdk.PutItemCommand({ TableName: table, Item }));
    await expect(store.readVersion(1)).rejects.toThrow('is not whole');
  });
});
