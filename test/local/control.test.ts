import { describe, expect, it } from 'vitest';
import { startCity } from '../../local/city.ts';
import { fixtureFunction, writeAssembly } from './fixtures/assembly.ts';
import { control, useCity } from './harness.ts';

describe('the control server', () => {
  const held = useCity({ data: { Cache: { Type: 'AWS::ElastiCache::CacheCluster', Properties: {} } } });

  it('describes everything that runs', async () => {
    const { body } = await control(held.city, 'GET', '/city');
    expect(body).toMatchObject({
      city: held.city.url,
      tables: { Things: 'Data-Things' },
      queues: { Jobs: `${held.city.queueUrl}/000000000000/Data-Jobs.fifo` },
      schedules: [{ logicalId: 'EveryMinute', expression: 'rate(1 minute)' }],
    });
    expect(body.functions.map(({ logicalId }: { logicalId: string }) => logicalId)).toContain('Echo');
  });

  it('warns of a resource type that the city does not play', async () => {
    const { body } = await control(held.city, 'GET', '/city');
    expect(body.warnings).toContainEqual(
      expect.stringContaining('does not play AWS::ElastiCache::CacheCluster (Cache)'),
    );
  });

  it('invokes a function and shows its log', async () => {
    const since = held.city.clock.now();
    const { body } = await control(held.city, 'POST', '/invoke/Echo', { act: 'object' });
    expect(body).toMatchObject({ payload: { hello: 'world' }, failed: false });
    const logs = await control(held.city, 'GET', `/logs?group=Channel-EchoLog&since=${since}`);
    expect(logs.body.map(({ message }: { message: string }) => message)).toContain(
      `START RequestId: ${body.requestId} Version: $LATEST`,
    );
  });

  it('runs a schedule at once', async () => {
    await control(held.city, 'POST', '/sweep?schedule=EveryMinute');
    expect(held.city.logs('Consumer').some(({ message }) => message.includes('scheduled aws.events'))).toBe(
      true,
    );
    expect((await control(held.city, 'POST', '/sweep?schedule=Never')).status).toBe(404);
  });

  it('kills the processes of a function', async () => {
    const pid = async () => (await held.city.invoke('Echo', { act: 'waits' })).payload;
    const before = await pid();
    await control(held.city, 'POST', '/env/kill?function=Echo');
    expect(await pid()).not.toEqual(before);
  });

  it('names commands and functions when it is asked for something else', async () => {
    expect((await control(held.city, 'GET', '/nothing')).body.message).toContain('GET /city');
    expect((await control(held.city, 'POST', '/invoke/nobody', {})).body.message).toContain('Echo');
  });

  it('obeys no page of the internet', async () => {
    const headers = { origin: 'https://example.com' };
    const { status } = await fetch(`${held.city.controlUrl}/store/stop`, { method: 'POST', headers });
    expect(status).toBe(403);
  });
});

describe('the first deployment', () => {
  const publisher = (properties: object) => ({
    Published: {
      Type: 'Custom::Publish',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Publisher', 'Arn'] }, ...properties },
    },
  });

  it('stops the start with the reason when a custom resource fails', async () => {
    const assembly = writeAssembly({ channel: publisher({ Outcome: 'FAILED' }) });
    await expect(startCity({ quiet: true, assembly })).rejects.toThrow(
      /Custom::Publish Published failed: the content is broken/,
    );
  });

  it('does not wait for an answer that a broken function cannot give', async () => {
    const channel = {
      ...publisher({}),
      Publisher: fixtureFunction('publisher', { Handler: 'index.missing' }),
    };
    await expect(startCity({ quiet: true, assembly: writeAssembly({ channel }) })).rejects.toThrow(
      /HandlerNotFound/,
    );
  });
});
