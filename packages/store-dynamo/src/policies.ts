import { ColloquyError } from '@colloquy/core';
import { tableLayout } from './layout.ts';

/**
 * Who asks.
 *
 * - `application`: reads and writes dialogues, and reads the store header.
 * - `reader`: reads dialogues and the store header, and never writes.
 * - `analytics`: asks questions across dialogues, of the indexes, and reads the store header. What opens dialogues, as the search for
 *   similar ones does, needs `reader` besides.
 * - `setup`: makes or completes the table (`setUpDynamoTable`, or opening with setup), and sees no item.
 * - `mover`: moves dialogues from and to the table: reads them with their logs, writes what arrives and removes what is purged, finishes large commits, and
 *   changes the store header. It needs no key.
 * - `lister`: lists the dialogues of the table, for a move of a whole store; beside `mover`. A scan: whoever has it could read every item.
 * - `administrator`: what an application may, on all dialogues; besides it repairs torn restores, lists dialogues, makes the keys of a store and changes its header.
 */
export type IamRole = 'application' | 'reader' | 'analytics' | 'setup' | 'mover' | 'lister' | 'administrator';

export interface IamPolicyOptions {
  readonly role: IamRole;
  /** `arn:aws:dynamodb:{region}:{account}:table/{table}`, without wildcards. */
  readonly tableArn: string;
  /**
   * For `application`, `reader` and `mover`: only dialogues whose id begins so. Of `[a-z0-9-]`. End it with `-`, else `acme` takes in `acme2`.
   * Default: all dialogues.
   */
  readonly dialoguePrefix?: string;
}

export interface IamStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An IAM policy document: `JSON.stringify` of it is what IAM takes. */
export interface IamPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly IamStatement[];
}

const arnPattern = /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[A-Za-z0-9_.-]{3,255}$/;
const prefixPattern = /^[a-z0-9][a-z0-9-]{0,127}$/;

const reads = ['dynamodb:GetItem', 'dynamodb:Query'];

/**
 * A transaction asks for the right to each of its actions:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html.
 */
const writes = ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem'];

/** Deletes the chunks of a finished large commit. A batch asks for this right only, whatever it does. */
const removes = ['dynamodb:BatchWriteItem'];

/** Roles that can be held to some of the dialogues. */
const ofDialogues: readonly IamRole[] = ['application', 'reader', 'mover'];

/**
 * Only items in these partitions. `ForAllValues` is true of a request that names none, so that one is refused by itself:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html.
 * The key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
function onlyIn(partitions: readonly string[]): NonNullable<IamStatement['Condition']> {
  return {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  };
}

function statementsOf(role: IamRole, table: string, prefix: string): readonly IamStatement[] {
  const { dialogue, log, redo, storeHeader } = tableLayout.partitions;
  const allow = (Sid: string, Action: readonly string[], Resource = [table]): IamStatement => {
    return { Sid, Effect: 'Allow', Action, Resource };
  };
  const within = (Sid: string, Action: readonly string[], partitions: readonly string[]): IamStatement => {
    return { ...allow(Sid, Action), Condition: onlyIn(partitions) };
  };
  const dialogues = (Action: readonly string[]): IamStatement => {
    return within(
      'Dialogues',
      Action,
      [dialogue, log, redo].map((partition) => `${partition}${prefix}*`),
    );
  };
  const chunks = within('RedoChunks', removes, [`${redo}${prefix}*`]);
  const header = (Action: readonly string[]): IamStatement => within('StoreHeader', Action, [storeHeader]);
  switch (role) {
    case 'application':
      return [dialogues([...reads, ...writes]), chunks, header(['dynamodb:GetItem'])];
    case 'reader':
      return [dialogues(reads), header(['dynamodb:GetItem'])];
    case 'analytics': {
      const indexes = Object.values(tableLayout.indexes).map(({ name }) => `${table}/index/${name}`);
      // The partition keys of an index are its lists, so they can tell no dialogues apart.
      return [allow('Indexes', ['dynamodb:Query'], indexes), header(['dynamodb:GetItem'])];
    }
    case 'setup':
      return [allow('Table', ['dynamodb:CreateTable', 'dynamodb:DescribeTable', 'dynamodb:UpdateTable'])];
    case 'mover':
      return [
        dialogues([...reads, ...writes]),
        chunks,
        // What is purged, and what a move that was cancelled has left behind, in the transaction that demands the residence.
        within(
          'Removals',
          ['dynamodb:DeleteItem'],
          [dialogue, log].map((partition) => `${partition}${prefix}*`),
        ),
        header(['dynamodb:GetItem', 'dynamodb:PutItem']),
      ];
    case 'lister':
      // A scan has no partition to hold it to.
      return [allow('DialogueIds', ['dynamodb:Scan']), header(['dynamodb:GetItem'])];
    case 'administrator':
      return [
        dialogues([...reads, ...writes]),
        chunks,
        // Who repairs a torn restore removes log entries that no head stands behind, in the transaction that replaces them.
        within('Repair', ['dynamodb:DeleteItem'], [`${log}*`]),
        header(['dynamodb:GetItem', 'dynamodb:PutItem']),
        // A scan has no partition to hold it to.
        allow('DialogueIds', ['dynamodb:Scan']),
      ];
    default:
      throw invalid('role must be application, reader, analytics, setup, mover, lister or administrator.');
  }
}

function invalid(message: string): ColloquyError {
  return new ColloquyError('invalid_argument', message);
}

/**
 * The IAM policy of a role: the actions that the store sends for it, and no other, on the partitions that it needs. A role holds items
 * to their partitions (leading keys); it cannot hold questions across dialogues to some of them, nor hide from a reader that other
 * dialogues exist. Where the table is encrypted with a KMS key of yours, the rights to it come on top.
 *
 * @throws ColloquyError `invalid_argument`
 * @example
 * const tableArn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/dialogues';
 * const document = JSON.stringify(iamPolicy({ role: 'application', tableArn }));
 */
export function iamPolicy(options: IamPolicyOptions): IamPolicy {
  if (typeof options !== 'object' || options === null) throw invalid('options must be an object.');
  const { role, tableArn, dialoguePrefix } = options;
  if (typeof tableArn !== 'string' || !arnPattern.test(tableArn)) {
    throw invalid('tableArn must be arn:aws:dynamodb:REGION:ACCOUNT:table/NAME, without wildcards.');
  }
  if (dialoguePrefix !== undefined) {
    if (typeof dialoguePrefix !== 'string' || !prefixPattern.test(dialoguePrefix)) {
      throw invalid('dialoguePrefix must be the beginning of a dialogue id: [a-z0-9-], at most 128 characters.');
    }
    if (!ofDialogues.includes(role)) throw invalid('Only application, reader and mover take a dialoguePrefix.');
  }
  return { Version: '2012-10-17', Statement: statementsOf(role, tableArn, dialoguePrefix ?? '') };
}
