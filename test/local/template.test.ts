// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the notation of CloudFormation
import { describe, expect, it } from 'vitest';
import { apisOf } from '../../local/template/api.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { functionsOf, mappingsOf } from '../../local/template/functions.ts';
import { treatmentOf } from '../../local/template/known.ts';
import { NO_VALUE, resolve, type Scope } from '../../local/template/resolve.ts';
import { queuesOf, tablesOf } from '../../local/template/stores.ts';
import { createWorld } from '../../local/template/world.ts';
import { fixtureFunction, writeAssembly } from './fixtures/assembly.ts';

const scope: Scope = {
  ref: (name) => (name === 'AWS::NoValue' ? NO_VALUE : `ref-${name}`),
  attribute: (id, attribute) => `${id}/${attribute}`,
  exported: (name) => `export-${name}`,
  condition: (name) => ({ 'Fn::Equals': [name, 'Yes'] }),
  mapping: (map, first, second) => `${map}.${first}.${second}`,
};

describe('intrinsic functions', () => {
  const cases: [string, unknown, unknown][] = [
    ['Ref', { Ref: 'Table' }, 'ref-Table'],
    ['Fn::GetAtt as list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Queue.Arn' }, 'Queue/Arn'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref-B-3'],
    ['Fn::Join over Fn::Split', { 'Fn::Join': ['+', { 'Fn::Split': ['/', 'a/b'] }] }, 'a+b'],
    ['Fn::Sub', { 'Fn::Sub': '${A}-${Q.Arn}-${!Literal}' }, 'ref-A-Q/Arn-${Literal}'],
    ['Fn::Sub with own variables', { 'Fn::Sub': ['${X}${A}', { X: { Ref: 'Y' } }] }, 'ref-Yref-A'],
    ['Fn::Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    ['Fn::Split', { 'Fn::Split': [':', 'a:b:c'] }, ['a', 'b', 'c']],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': 'S:${A}' } }, 'export-S:ref-A'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['M', 'a', 'b'] }, 'M.a.b'],
    ['Fn::Base64', { 'Fn::Base64': 'text' }, 'dGV4dA=='],
    ['Fn::If, true', { 'Fn::If': ['Yes', 1, 2] }, 1],
    ['Fn::If, false', { 'Fn::If': ['No', 1, { Ref: 'Two' }] }, 'ref-Two'],
    ['AWS::NoValue in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
    ['AWS::NoValue in a list', [1, { Ref: 'AWS::NoValue' }], [1]],
    ['nothing to do', { plain: ['x', 1, true, null] }, { plain: ['x', 1, true, null] }],
  ];
  it.each(cases)('resolves %s', (_name, value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  it('refuses a function that it does not know, by name', () => {
    expect(() => resolve({ 'Fn::Transform': {} }, scope)).toThrow(/Fn::Transform/);
  });
});

describe('the world of an assembly', () => {
  const addresses = { city: 'http://127.0.0.1:1', queue: 'http://127.0.0.1:2' };
  const load = (changes = {}) => createWorld(readAssembly(writeAssembly(changes)), addresses);

  it('follows exports from stack to stack into the environment of a function', () => {
    const echo = functionsOf(load()).find(({ logicalId }) => logicalId === 'Echo');
    expect(echo?.variables()).toMatchObject({
      THINGS_TABLE: 'Data-Things',
      JOBS_URL: 'http://127.0.0.1:2/000000000000/Data-Jobs.fifo',
    });
  });

  it('finds the folder of a bundle by its object key', () => {
    const [echo] = functionsOf(load());
    expect(echo?.codeDir).toMatch(/fixtures\/handlers\/echo$/);
  });

  it('fills in attributes once a custom resource has answered', () => {
    const world = load();
    const published = world.resources.find(({ logicalId }) => logicalId === 'Published');
    world.answered(published!, { Version: '7' });
    expect(functionsOf(world)[0]?.variables().PUBLISHED).toBe('7');
  });

  it('gives tables with keys, indexes and TTL', () => {
    const [things] = tablesOf(load());
    expect(things).toMatchObject({ name: 'Data-Things', keys: ['pk'], ttlAttribute: 'expiresAt' });
    expect(things?.definition).toMatchObject({
      TableName: 'Data-Things',
      GlobalSecondaryIndexes: [{ IndexName: 'byState' }],
    });
    expect(things?.definition).not.toHaveProperty('TimeToLiveSpecification');
  });

  it('gives dead-letter queues before the queues that use them, with their ARN', () => {
    const queues = queuesOf(load());
    expect(queues.map(({ logicalId }) => logicalId)).toEqual(['DeadLetters', 'Jobs']);
    expect(JSON.parse(queues[1]?.attributes.RedrivePolicy ?? '')).toEqual({
      deadLetterTargetArn: 'arn:aws:sqs:ap-northeast-2:000000000000:Data-DeadLetters.fifo',
      maxReceiveCount: 2,
    });
    expect(queues[1]?.attributes).toMatchObject({ FifoQueue: 'true', VisibilityTimeout: '30' });
  });

  it('gives routes with their function, time-out and throttle', () => {
    const [api] = apisOf(load());
    const byKey = new Map(api?.routes.map((route) => [route.routeKey, route]));
    expect(byKey.get('POST /skill/{skill}')).toMatchObject({
      functionArn: 'arn:aws:lambda:ap-northeast-2:000000000000:function:Channel-Echo',
      timeoutMs: 30_000,
      throttle: { rate: 500, burst: 500 },
    });
    expect(byKey.get('POST /rare')?.throttle).toEqual({ rate: 0.001, burst: 2 });
    expect(api?.accessLog?.group).toBe('Data-AccessLog');
  });

  it('leaves out event sources that are switched off', () => {
    const mapping = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: 'arn', FunctionName: 'f', Enabled: false },
    };
    expect(mappingsOf(load({ channel: { Mapping: mapping } }))).toEqual([]);
  });

  it('leaves out resources whose condition does not hold', () => {
    const conditions = {
      IsSeoul: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-northeast-2'] },
      IsNot: { 'Fn::Not': [{ Condition: 'IsSeoul' }] },
    };
    const channel = {
      Here: { ...fixtureFunction('echo'), Condition: 'IsSeoul' },
      Elsewhere: { ...fixtureFunction('echo'), Condition: 'IsNot' },
    };
    const ids = functionsOf(load({ channel, conditions })).map(({ logicalId }) => logicalId);
    expect(ids).toContain('Here');
    expect(ids).not.toContain('Elsewhere');
  });

  it('names resource, property and what to do when a property is malformed', () => {
    const broken = fixtureFunction('echo', { Timeout: 'soon' });
    expect(() => functionsOf(load({ channel: { Echo: broken } }))).toThrow(
      /Channel\/Echo .*Timeout: is not a number.*lib\/infra/,
    );
  });

  it('tells played, listed, meaningless and unknown types apart', () => {
    expect(
      ['AWS::SQS::Queue', 'Custom::Any', 'AWS::CloudWatch::Alarm', 'AWS::IAM::Role', 'AWS::EC2::VPC'].map(
        treatmentOf,
      ),
    ).toEqual(['played', 'played', 'listed', 'none', 'unknown']);
  });
});
