/** The dashboard of a deployment. */

import { Duration } from 'aws-cdk-lib';
import { Dashboard, type IWidget, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** What is drawn, row by row. */
export interface CityDashboardProps {
  readonly rows: readonly (readonly IWidget[])[];
}

/** A CloudWatch dashboard that opens on the last week. */
export class CityDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, { rows }: CityDashboardProps) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(7),
      periodOverride: PeriodOverride.AUTO,
    });
    for (const row of rows) this.dashboard.addWidgets(...row);
  }
}
