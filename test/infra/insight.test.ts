import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../lib/infra/functions.ts';
import { CUSTOM_VIEWS } from '../../lib/infra/insight/widgets.ts';
import { METRIC, METRIC_NAMESPACE, STAGES } from '../../lib/names.ts';
import { WIDGET_NAMES } from '../../lib/usage/widgets/list.ts';
import { type Synthesized, synthesized } from './synthesized.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const chapters = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => anchorOf(title ?? ''));

describe.each(STAGES)('watching, %s', (stage) => {
  let city: Synthesized;
  beforeAll(async () => {
    city = await synthesized(stage);
  });

  it('each alarm tells somebody when it begins and when it is over', () => {
    const topics = city.all('AWS::SNS::Topic').map(({ id }) => ({ Ref: id }));
    expect(topics).toHaveLength(1);
    for (const { properties } of city.all('AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmActions).toEqual(topics);
      expect(properties.OKActions).toEqual(topics);
    }
  });

  it('each alarm leads to a chapter of the runbook, and each chapter has an alarm', () => {
    const linked = city
      .all('AWS::CloudWatch::Alarm')
      .map(({ properties }) => /docs\/runbook\.md#(\S+)$/.exec(properties.AlarmDescription)?.[1]);
    expect(new Set(linked)).toEqual(new Set(chapters));
  });

  it('alarms stand on the errors of every function, 5xx, queue age, dead letters, refused and degraded turns', () => {
    const alarms = city.all('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
    const metrics = alarms.map(({ MetricName, Namespace }) => `${Namespace} ${MetricName}`);
    expect(metrics.filter((name) => name === 'AWS/Lambda Errors')).toHaveLength(
      Object.keys(FUNCTIONS).length,
    );
    expect(metrics).toEqual(
      expect.arrayContaining([
        'AWS/ApiGateway 5xx',
        'AWS/SQS ApproximateAgeOfOldestMessage',
        'AWS/SQS ApproximateNumberOfMessagesVisible',
        `${METRIC_NAMESPACE} ${METRIC.refused}`,
      ]),
    );
    for (const own of [METRIC.degraded, METRIC.failed, METRIC.maskFailed])
      expect(JSON.stringify(alarms)).toContain(`"MetricName":"${own}"`);
  });

  it('silence is no alarm', () => {
    for (const { properties } of city.all('AWS::CloudWatch::Alarm')) {
      expect(properties.TreatMissingData).toBe('notBreaching');
    }
  });

  it("the city's own metrics have two dimensions only, since each value costs money", () => {
    const own = JSON.stringify(city.insight.toJSON()).match(/"Dimensions":\[[^\]]*"City"[^\]]*\]/g) ?? [];
    expect(own.length).toBeGreaterThan(0);
    for (const dimensions of own) {
      expect(JSON.parse(`{${dimensions}}`).Dimensions).toEqual([
        { Name: 'City', Value: 'icheon' },
        { Name: 'Stage', Value: stage },
      ]);
    }
  });

  it('the dashboard shows every metric of a turn and the three tables that a function draws', () => {
    const [dashboard] = city.all('AWS::CloudWatch::Dashboard');
    const body = JSON.stringify(dashboard?.properties.DashboardBody);
    for (const metric of Object.values(METRIC))
      expect(body).toContain(`\\\\\\"${metric}\\\\\\"`.replaceAll('\\\\', ''));
    expect(WIDGET_NAMES).toEqual(expect.arrayContaining([...CUSTOM_VIEWS]));
    for (const view of CUSTOM_VIEWS) expect(body).toContain(`{\\"widget\\":\\"${view}\\"}`);
    for (const metric of ['Errors', '5xx', 'ApproximateAgeOfOldestMessage', 'Throttles'])
      expect(body).toContain(metric);
  });
});

/** The anchor that Markdown renderers give a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
