/** A DynamoDB table of the city. */

import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StagePolicy } from '../deployment.ts';

/** Attribute that holds an item's expiry in epoch seconds, in every table. */
export const EXPIRY_ATTRIBUTE = 'expiresAt';

/** Keys of a table. */
export interface CityTableProps {
  readonly policy: StagePolicy;
  /** True where items have a sort key `sk` beside `pk`. */
  readonly sorted: boolean;
  /** Second way to find items: all attributes, by two of them. */
  readonly index?: { readonly name: string; readonly partition: Attribute; readonly sort: Attribute };
}

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });

/** On-demand table with point-in-time recovery, expiry by `expiresAt`, and encryption by AWS's key of the account. */
export class CityTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: CityTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      ...(props.sorted && { sortKey: text('sk') }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: EXPIRY_ATTRIBUTE,
      encryption: TableEncryption.AWS_MANAGED,
      removalPolicy: props.policy.removal,
      deletionProtection: props.policy.protected,
    });
    if (props.index !== undefined) {
      this.table.addGlobalSecondaryIndex({
        indexName: props.index.name,
        partitionKey: props.index.partition,
        sortKey: props.index.sort,
        projectionType: ProjectionType.ALL,
      });
    }
  }
}
