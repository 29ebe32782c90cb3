import { describe, expect, it } from 'vitest';
import { fixtureFunction } from './fixtures/assembly.ts';
import { act, post, until, useCity } from './harness.ts';

const held = useCity({
  channel: { Cold: fixtureFunction('echo'), Broken: fixtureFunction('echo', { Handler: 'index.missing' }) },
});

const lines = (name: string) => held.city.logs(name).map(({ message }) => message);

describe('an execution environment', () => {
  it('gets its own variables, those of Lambda, the local endpoints, and nothing of the parent', async () => {
    process.env.LEAK = 'from the test';
    const { env } = await act(held.city, {});
    expect(env).toMatchObject({
      THINGS_TABLE: 'Data-Things',
      PUBLISHED: '7',
      AWS_REGION: 'ap-northeast-2',
      AWS_LAMBDA_FUNCTION_NAME: 'Channel-Echo',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: 'Channel-EchoLog',
      AWS_ENDPOINT_URL_DYNAMODB: held.city.storeUrl,
      AWS_ENDPOINT_URL_SQS: held.city.queueUrl,
      NODE_USE_ENV_PROXY: '1',
      TZ: ':UTC',
    });
    expect(env).not.toHaveProperty('LEAK');
    expect(env).not.toHaveProperty('HOME');
  });

  it('stays warm, and serves one invocation at a time: another call gets another process', async () => {
    const first = await act(held.city, {});
    const second = await act(held.city, {});
    expect(second.calls).toBe(first.calls + 1);
    const hanging = held.city.invoke('Echo', { act: 'hangs' });
    expect((await act(held.city, { act: 'object' })).hello).toBe('world');
    await held.city.kill('Echo');
    expect((await hanging).failed).toBe(true);
  });

  it('knows its request and how long it may take', async () => {
    const { context } = await act(held.city, {});
    expect(context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(context.invokedFunctionArn).toBe(
      'arn:aws:lambda:ap-northeast-2:000000000000:function:Channel-Echo',
    );
    expect(context.remaining).toBeGreaterThan(4_000);
    expect(context.remaining).toBeLessThanOrEqual(5_000);
  });

  it('logs START, its own lines as they are, END and REPORT, with the cold start once', async () => {
    const { requestId } = await held.city.invoke('Cold', { body: '{"act":"logs"}' });
    await held.city.invoke('Cold', { body: '{"act":"object"}' });
    const all = await until(
      () => lines('Cold').filter((line) => line.startsWith('REPORT')).length === 2 && lines('Cold'),
    );
    const [start, first, error, raw, end, report] = all;
    expect(start).toBe(`START RequestId: ${requestId} Version: $LATEST`);
    expect(first).toMatch(new RegExp(`^\\S+Z\\t${requestId}\\tINFO\\tfirst \\{ a: 1 \\}$`));
    expect(error).toMatch(/\tERROR\ttwo\nlines$/);
    expect(raw).toBe('{"mark":"fixture.turn","n":1}');
    expect(end).toBe(`END RequestId: ${requestId}`);
    expect(report).toMatch(
      /Duration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms$/,
    );
    expect(all.filter((line) => line.includes('Init Duration'))).toHaveLength(1);
  });

  it('hands an error of the handler to the caller with type and message', async () => {
    const { failed, payload } = await held.city.invoke('Echo', { act: 'throws' });
    expect([failed, payload]).toEqual([
      true,
      expect.objectContaining({ errorType: 'TypeError', errorMessage: 'as asked' }),
    ]);
  });

  it('reports a process that ends, and starts another one', async () => {
    const { payload } = await held.city.invoke('Echo', { act: 'exits' });
    expect(payload).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('exit status 3'),
    });
    expect((await post(held.city, '/skill/ask', { act: 'object' })).status).toBe(200);
  });

  it('is killed when the time is over', async () => {
    const { payload } = await held.city.invoke('Short', { act: 'hangs' });
    expect(payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('Task timed out after 1.00 seconds'),
    });
    expect(lines('Short').at(-1)).toContain('Status: timeout');
  });

  it('can be killed from outside in the middle of its work', async () => {
    const hanging = held.city.invoke('Echo', { act: 'hangs' });
    await until(() => lines('Echo').at(-1)?.startsWith('START'));
    await held.city.kill('Echo');
    expect((await hanging).payload).toMatchObject({
      errorMessage: expect.stringContaining('signal: killed'),
    });
  });

  it('says which handler is missing', async () => {
    const { failed, payload } = await held.city.invoke('Broken', {});
    expect([failed, payload]).toEqual([
      true,
      expect.objectContaining({ errorType: 'Runtime.HandlerNotFound' }),
    ]);
  });
});
