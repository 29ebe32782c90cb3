import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerDeployment } from '../../functions/publish/answer.ts';
import { prepareDeployment } from '../../functions/publish/deployment.ts';
import { handler } from '../../functions/publish/handler.ts';
import { contentStore } from '../../lib/aws/content-store.ts';
import { createSecret, existingParameters, getParameters } from '../../lib/aws/ssm.ts';
import { openParameterStore, type ParameterStore } from '../../local/parameters/parameterStore.ts';
import { packedSample } from './sample-content.ts';
import { type Engine, startEngine } from './store-engine.ts';

const PATHS = {
  skillSecret: '/minwontalk/sample/dev/skill-secret',
  pseudonymKey: '/minwontalk/sample/dev/pseudonym-key',
};

let engine: Engine;
let parameters: ParameterStore;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

beforeEach(async () => {
  parameters = await openParameterStore(() => 0, 'ap-northeast-2');
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${parameters.port}`);
  vi.stubEnv('AWS_REGION', 'ap-northeast-2');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await parameters.close();
});

async function deploy(table: string, words: string): Promise<{ version: number; said: string[] }> {
  const said: string[] = [];
  const version = await prepareDeployment({
    paths: PATHS,
    secrets: { existingParameters, createSecret },
    content: contentStore(table, engine.options),
    bundled: packedSample(words),
    at: '2026-12-01T00:00:00.000Z',
    say: (line) => said.push(line),
  });
  return { version, said };
}

describe('a first deployment', () => {
  test('makes both secrets and publishes version 1, and says no secret', async () => {
    const { version, said } = await deploy(await engine.table(), '첫 배포');
    expect(version).toBe(1);
    const made = await getParameters(Object.values(PATHS));
    const skill = JSON.parse(made.get(PATHS.skillSecret) ?? '{}') as { values: string[] };
    expect(skill.values).toHaveLength(1);
    expect(skill.values[0]).toMatch(/^[\w-]{43}$/);
    expect(made.get(PATHS.pseudonymKey)).toMatch(/^[0-9a-f]{64}$/);
    expect(said).toContain('publishing part 1 of 1');
    expect(said.join('\n')).not.toContain(skill.values[0]);
    expect(said.join('\n')).not.toContain(made.get(PATHS.pseudonymKey));
  });

  test('another one keeps the secrets and the content', async () => {
    const table = await engine.table();
    await deploy(table, '첫 배포');
    const before = await getParameters(Object.values(PATHS));
    const { version, said } = await deploy(table, '둘째 배포');
    expect(version).toBe(1);
    expect(await getParameters(Object.values(PATHS))).toEqual(before);
    expect(said).toEqual([
      `kept the secret ${PATHS.skillSecret}`,
      `kept the secret ${PATHS.pseudonymKey}`,
      'kept the content: version 1 of 2026-12-01T00:00:00.000Z is in force',
    ]);
  });

  test('keeps a secret that somebody made in between', async () => {
    parameters.seed(PATHS.skillSecret, 'SecureString', '{"values":["theirs"]}');
    expect(await createSecret(PATHS.skillSecret, '{"values":["ours"]}')).toBe('exists');
    expect((await getParameters([PATHS.skillSecret])).get(PATHS.skillSecret)).toBe('{"values":["theirs"]}');
  });

  test('a missing parameter is absent, not an error', async () => {
    parameters.seed(PATHS.skillSecret, 'SecureString', 'x');
    expect([...(await getParameters(Object.values(PATHS))).keys()]).toEqual([PATHS.skillSecret]);
  });
});

interface Received {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** CloudFormation's end of a ResponseURL: refuses the first `refusals` answers. */
async function responseUrl(refusals = 0) {
  const received: Received[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(received.length <= refusals ? 503 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?X-Amz-Signature=abc`,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function eventFor(ResponseURL: string, RequestType: string, rest: object = {}) {
  return {
    RequestType,
    ResponseURL,
    StackId: 'arn:aws:cloudformation:ap-northeast-2:123456789012:stack/x/1',
    RequestId: 'r1',
    LogicalResourceId: 'Content',
    ResourceProperties: { ServiceToken: 'arn', contentDigest: 'd' },
    ...rest,
  } as const;
}

describe('the answer to CloudFormation', () => {
  test('carries no content type, or the signed address would refuse it', async () => {
    const cloud = await responseUrl();
    await handler(eventFor(cloud.url, 'Delete', { PhysicalResourceId: 'kept-id' }));
    await cloud.close();
    expect(cloud.received).toHaveLength(1);
    expect(cloud.received[0]?.headers['content-type']).toBeUndefined();
    expect(cloud.received[0]?.body).toEqual({
      Status: 'SUCCESS',
      Data: {},
      PhysicalResourceId: 'kept-id',
      StackId: 'arn:aws:cloudformation:ap-northeast-2:123456789012:stack/x/1',
      RequestId: 'r1',
      LogicalResourceId: 'Content',
    });
  });

  test('tells an engineer what failed', async () => {
    vi.stubEnv('CITY', 'icheon');
    vi.stubEnv('STAGE', 'dev');
    const cloud = await responseUrl();
    await handler(eventFor(cloud.url, 'Create'));
    await cloud.close();
    expect(cloud.received[0]?.body).toMatchObject({
      Status: 'FAILED',
      Reason: 'Error: The environment variable SKILL_SECRET_PARAMETER is missing. Deploy again.',
      PhysicalResourceId: 'minwontalk-content-icheon-dev',
    });
  });

  test('is sent again when it was not taken', async () => {
    const cloud = await responseUrl(2);
    const event = { ...eventFor(cloud.url, 'Create'), RequestType: 'Create' as const };
    await answerDeployment(event, 'id', { Status: 'FAILED', Reason: 'x'.repeat(9000) });
    await cloud.close();
    expect(cloud.received).toHaveLength(3);
    expect(Buffer.byteLength(JSON.stringify(cloud.received[2]?.body))).toBeLessThan(4096);
  });
});
