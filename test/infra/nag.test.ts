import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../bin/city.ts';
import { STAGES, type Stage } from '../../lib/names.ts';
import { optionsFor } from './synthesized.ts';

interface Finding {
  readonly plugin: string;
  readonly rule: string;
  readonly where: string;
}

interface Acknowledged {
  readonly rule: string;
  readonly where: string;
  readonly reason: string;
}

describe.each(STAGES)('rules of AWS, %s', (stage) => {
  it("neither CloudFormation's own rules nor those of AWS Solutions find anything that nobody answered for", async () => {
    const app = await appOf(stage, true);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const { directory } = app.synth();
    const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
    const names = pluginReports.map((report: { pluginName: string }) => report.pluginName);
    expect({ names, found: findings(pluginReports) }).toEqual({ names, found: [] });
  });

  it('every acknowledgement stands on one resource, gives a reason and still answers a finding', async () => {
    const app = await appOf(stage, false);
    app.synth();
    const given = acknowledgements(app);
    const found = unanswered(app);
    expect(given.length).toBeGreaterThan(0);
    for (const { rule, where, reason } of given) {
      expect(reason.length).toBeGreaterThan(60);
      expect(
        found.filter((finding) => finding.rule === rule && finding.where.startsWith(where)),
      ).toHaveLength(1);
    }
  });
});

async function appOf(stage: Stage, validate: boolean): Promise<App> {
  return (await createApp({ ...optionsFor(stage), validate })).app;
}

/** All acknowledgements in the tree; those of the app or a stack would be too wide and show by their path. */
function acknowledgements(app: App): Acknowledged[] {
  return app.node.findAll().flatMap((construct: IConstruct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([rule, reason]) => ({
        rule: rule.replace(/^Annotation::/, ''),
        reason,
        where: construct.node.path,
      })),
  );
}

/** What the checks would say if nothing had been acknowledged. */
function unanswered(app: App): Finding[] {
  const checks = new AwsSolutionsChecks(app);
  Object.defineProperty(checks, 'isAcknowledged', { value: () => false });
  return findings([{ pluginName: checks.name, ...checks.validateScope(app) }]);
}

interface Report {
  readonly pluginName: string;
  readonly violations: readonly {
    readonly ruleName: string;
    readonly violatingResources?: readonly { readonly constructPath?: string }[];
    readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
  }[];
}

function findings(reports: readonly unknown[]): Finding[] {
  return (reports as readonly Report[]).flatMap(({ pluginName, violations }) =>
    violations.flatMap((violation) =>
      (violation.violatingResources ?? violation.violatingConstructs ?? [{}]).map(({ constructPath }) => ({
        plugin: pluginName,
        rule: violation.ruleName,
        where: constructPath ?? '',
      })),
    ),
  );
}
