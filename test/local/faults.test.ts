import { describe, expect, it } from 'vitest';
import { act, control, useCity } from './harness.ts';

const held = useCity();
const put = (pk: string) =>
  act(held.city, { act: 'stores', operation: 'PutItem', input: { Item: { pk: { S: pk } } } });
const get = (pk: string) =>
  act(held.city, { act: 'stores', operation: 'GetItem', input: { Key: { pk: { S: pk } } } });
const faults = (fault: object) => control(held.city, 'POST', '/faults', { target: 'store', ...fault });

describe('faults of the store, as a function feels them', () => {
  it('slows it down', async () => {
    await faults({ delayMs: 400 });
    const startedAt = performance.now();
    expect((await put('slow')).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(390);
    await faults({});
  });

  it('refuses connections', async () => {
    await faults({ refuse: true });
    expect((await put('refused')).status).toBe(0);
    await faults({});
    expect((await put('again')).status).toBe(200);
  });

  it('answers with an error, for one operation, a number of times', async () => {
    await faults({ status: 500, operation: 'PutItem', times: 1 });
    expect((await get('again')).status).toBe(200);
    expect((await put('failing')).status).toBe(500);
    expect((await put('failing')).status).toBe(200);
  });

  it('loses the answer of a write that was made', async () => {
    await faults({ cutAfter: 0, operation: 'PutItem', times: 1 });
    expect((await put('written')).status).toBe(0);
    expect(JSON.parse((await get('written')).text).Item).toEqual({ pk: { S: 'written' } });
  });

  it('goes down and comes back with its data', async () => {
    await put('kept');
    expect((await control(held.city, 'POST', '/store/stop')).body).toEqual({ store: 'stopped' });
    expect((await get('kept')).status).toBe(0);
    expect((await control(held.city, 'POST', '/store/start')).body).toEqual({ store: 'running' });
    expect(JSON.parse((await get('kept')).text).Item).toEqual({ pk: { S: 'kept' } });
  });

  it('says what to send when the fault cannot be read', async () => {
    const { status, body } = await control(held.city, 'POST', '/faults', { target: 'moon' });
    expect([status, body.message]).toEqual([400, expect.stringContaining('"store" | "queue" | "ssm"')]);
  });
});
