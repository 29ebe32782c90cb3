/**
 * What each function may do with a table: the DynamoDB calls it makes, on the table and the one index it reads.
 * CDK's own read and write grants add scans, streams and `index/*`; these do not.
 */

import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

/** How far a right reaches beside the table itself. */
export interface TableReach {
  /** Name of an index that is queried. */
  readonly index?: string;
}

/** Lets `who` read items of `table` by key or query; no scan. */
export function allowReading(who: IGrantable, table: Table, reach: TableReach = {}): void {
  allow(who, READ, table, reach);
}

/** Lets `who` read, write and delete items of `table`; no scan, no change of the table itself. */
export function allowReadingAndWriting(who: IGrantable, table: Table, reach: TableReach = {}): void {
  allow(who, [...READ, ...WRITE], table, reach);
}

/** Lets `who` add items to `table` and query them, and change none by update or delete. */
export function allowAppending(who: IGrantable, table: Table): void {
  allow(who, ['dynamodb:PutItem', 'dynamodb:Query'], table, {});
}

function allow(who: IGrantable, actions: string[], table: Table, { index }: TableReach): void {
  const resources = [table.tableArn, ...(index === undefined ? [] : [`${table.tableArn}/index/${index}`])];
  who.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
}

/** Lets `who` call the Parameter Store on exactly these parameter paths of the stack's own account and region. */
export function allowParameters(who: IGrantable, actions: readonly string[], arns: readonly string[]): void {
  who.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: [...actions], resources: [...arns] }),
  );
}
