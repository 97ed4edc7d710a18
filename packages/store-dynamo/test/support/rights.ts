import type {
  AttributeValue,
  BatchWriteItemCommandInput,
  QueryCommandInput,
  TransactGetItemsCommandInput,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { IamPolicy, IamStatement } from '../../src/index.ts';
import type { Sent } from './clients.ts';

/** A right that a request asks for. */
export interface Right {
  readonly action: string;
  /** `table`, or `table/index/NAME`. */
  readonly resource: string;
  /** Partition keys that the request names: `dynamodb:LeadingKeys`. */
  readonly leading: readonly string[];
}

type Item = Record<string, AttributeValue> | undefined;
type Keyed = { readonly Key?: Item; readonly Item?: Item };

function right(name: string, keyed: readonly (Keyed | undefined)[], index?: string): Right {
  const leading = keyed.flatMap((each) => (each?.Key ?? each?.Item)?.['pk']?.S ?? []);
  return { action: `dynamodb:${name}`, resource: index === undefined ? 'table' : `table/index/${index}`, leading };
}

/**
 * What a request asks for: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html, and for
 * transactions https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html.
 */
export function rightsOf({ command, input }: Sent): readonly Right[] {
  switch (command) {
    case 'GetItem':
    case 'PutItem':
      return [right(command, [input])];
    case 'Query': {
      const { ExpressionAttributeValues, IndexName } = input as QueryCommandInput;
      const Key = { pk: ExpressionAttributeValues?.[':pk'] ?? { NULL: true } };
      return [right(command, [{ Key }], IndexName)];
    }
    case 'TransactGetItems':
      return ((input as TransactGetItemsCommandInput).TransactItems ?? []).map(({ Get }) => right('GetItem', [Get]));
    case 'TransactWriteItems':
      return ((input as TransactWriteItemsCommandInput).TransactItems ?? []).map((item) => {
        if (item.Put !== undefined) return right('PutItem', [item.Put]);
        if (item.Delete !== undefined) return right('DeleteItem', [item.Delete]);
        if (item.Update !== undefined) return right('UpdateItem', [item.Update]);
        return right('ConditionCheckItem', [item.ConditionCheck]);
      });
    case 'BatchWriteItem':
      return Object.values((input as BatchWriteItemCommandInput).RequestItems ?? {}).flatMap((requests) =>
        requests.map(({ PutRequest, DeleteRequest }) => right(command, [PutRequest ?? DeleteRequest])),
      );
    default:
      return [right(command, [])];
  }
}

/** As IAM's StringLike, for patterns whose only wildcard is at their end: there are no others here. */
function isLike(text: string, pattern: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

function grants({ Action, Resource, Condition }: IamStatement, wanted: Right, tableArn: string): boolean {
  if (!Action.includes(wanted.action) || !Resource.includes(wanted.resource.replace('table', tableArn))) return false;
  if (Condition === undefined) return true;
  const patterns = Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  if (Condition['Null']?.['dynamodb:LeadingKeys'] === 'false' && wanted.leading.length === 0) return false;
  return wanted.leading.every((key) => Array.isArray(patterns) && patterns.some((each: string) => isLike(key, each)));
}

/** The statement of one of our documents that grants a right. No evaluator of IAM: it knows what these documents say, and no more. */
export function grantOf({ Statement }: IamPolicy, wanted: Right, tableArn: string): IamStatement | undefined {
  return Statement.find((statement) => grants(statement, wanted, tableArn));
}
