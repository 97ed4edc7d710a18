import { scoped, type RecordKey } from '@colloquy/core';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import type { Wrong } from './dynamoKitOver.ts';
import { mutant } from './dynamoMutant.ts';
import {
  actionsOf,
  batchPut,
  conditionOf,
  isApplying,
  isChunk,
  isCommit,
  isEntry,
  isHead,
  isRecord,
  unconditioned,
  type Action,
  type Condition,
  type Sender,
} from './dynamoSender.ts';
import { halved } from './halved.ts';

/** Actions of the transaction of a commit, changed or left out. */
function committing(change: (action: Action) => Action | undefined): Wrong {
  const sender: Sender = (request, send) => {
    if (!isCommit(request)) return send(request.command, request.input);
    const TransactItems = actionsOf(request)
      .map(change)
      .filter((action) => action !== undefined);
    return send(request.command, { ...request.input, TransactItems });
  };
  return { sender: () => sender };
}

function reasonsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !('CancellationReasons' in error)) return [];
  return (error.CancellationReasons as readonly { readonly Code?: string }[]).map(({ Code = 'None' }) => Code);
}

/** The condition that nothing stands there, as the adapter says it. */
const absent = 'attribute_not_exists(pk)';

/** The digest of a record as its condition has it: absent, or equal, or else. */
function absentOrEqual(condition: Condition): Condition {
  return {
    ...condition,
    ...(condition.ConditionExpression?.includes('#f0 = :f0') ? { ConditionExpression: `${absent} OR #f0 = :f0` } : {}),
  };
}

/** What people get wrong about conditions, cancelled transactions and repetitions. */
export const dynamoCommitMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-unprocessed-items',
    clause: 'PS-COMMIT-01',
    reason: 'not-visible',
    description:
      'Records are put with BatchWriteItem, and the last ones that it names as unprocessed are not put again.',
    wrong: () => ({
      sender: () => async (request, send) => {
        if (!isApplying(request)) return send(request.command, request.input);
        await batchPut(actionsOf(request).slice(0, 76), send);
        return {};
      },
    }),
  }),
  mutant({
    id: 'dynamo-conflict-is-done',
    clause: 'PS-COMMIT-01',
    reason: 'not-visible',
    description: 'A cancellation without ConditionalCheckFailed is taken for an earlier attempt that is being done.',
    wrong: () => {
      let attempts = 0;
      return {
        sender: () => async (request, send) => {
          // The engine at hand has no conflicts between transactions: every second commit meets one.
          const meetsAnother = isCommit(request) && (attempts += 1) % 2 === 0;
          return meetsAnother ? {} : send(request.command, request.input);
        },
      };
    },
  }),
  mutant({
    id: 'dynamo-head-put-alone',
    clause: 'PS-COMMIT-02',
    reason: 'changed',
    description: 'The head is put by a request of its own, and the transaction of the rest may be cancelled after it.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const { command, input } = request;
        const head = actionsOf(request).find(isHead)?.Put;
        if (!isCommit(request) || head === undefined) return send(command, input);
        await send('PutItemCommand', head);
        return send(command, { ...input, TransactItems: actionsOf(request).filter((action) => !isHead(action)) });
      },
    }),
  }),
  mutant({
    id: 'dynamo-cancelled-is-done',
    clause: 'PS-COMMIT-03',
    reason: 'not-a-conflict',
    description: 'A cancelled transaction is taken for one that was sent before and has taken effect.',
    wrong: () => ({
      sender: () => async (request, send) => {
        try {
          return await send(request.command, request.input);
        } catch (error) {
          if (!isCommit(request) || reasonsOf(error).length === 0) throw error;
          return {};
        }
      },
    }),
  }),
  mutant({
    id: 'dynamo-head-unconditioned',
    clause: 'PS-COMMIT-04',
    reason: 'gap-allowed',
    description:
      'The condition is on the entry alone, that no sort key is taken twice; the head is put over whatever stands.',
    wrong: () => committing((action) => (isHead(action) ? unconditioned(action) : action)),
  }),
  mutant({
    id: 'dynamo-batch-beside-the-transaction',
    clause: 'PS-COMMIT-05',
    reason: 'written-again',
    description:
      'Records are put with BatchWriteItem beside the transaction of head and entry, which alone is conditioned.',
    wrong: () => ({
      sender: () => async (request, send) => {
        if (!isCommit(request)) return send(request.command, request.input);
        await batchPut(actionsOf(request).filter(isRecord), send);
        return send(request.command, {
          ...request.input,
          TransactItems: actionsOf(request).filter((action) => !isRecord(action)),
        });
      },
    }),
  }),
  mutant({
    id: 'dynamo-token-only',
    clause: 'PS-COMMIT-06',
    reason: 'taken-for-the-same',
    description: 'A repetition is known by the commit id, as by a ClientRequestToken that lasts for ever.',
    wrong: () => ({
      store: (store) => ({
        commit: async (id, commit, options) => {
          const answer = await store.commit(id, commit, options);
          if (answer.outcome !== 'conflict' || answer.entry?.commitId !== commit.commitId) return answer;
          return scoped(id, { outcome: 'committed' });
        },
      }),
    }),
  }),
  mutant({
    id: 'dynamo-absent-or-equal',
    clause: 'PS-COMMIT-07',
    reason: 'prior-ignored',
    description: 'A record must be absent or have the digest: the condition of an upsert.',
    wrong: () =>
      committing((action) =>
        isRecord(action) && action.Put !== undefined
          ? { Put: { ...action.Put, ...absentOrEqual(action.Put) } }
          : action,
      ),
  }),
  mutant({
    id: 'dynamo-records-unconditioned',
    clause: 'PS-COMMIT-07',
    reason: 'prior-ignored',
    description: 'Records are put without ConditionExpression: PutItem replaces what is there.',
    wrong: () => committing((action) => (isRecord(action) ? unconditioned(action) : action)),
  }),
  mutant({
    id: 'dynamo-checks-left-out',
    clause: 'PS-COMMIT-08',
    reason: 'check-ignored',
    description: 'Condition checks count among the hundred actions, and are left out.',
    wrong: () => committing((action) => (action.ConditionCheck === undefined ? action : undefined)),
  }),
  mutant({
    id: 'dynamo-check-by-put',
    clause: 'PS-COMMIT-08',
    reason: 'check-written',
    description: 'Absence is checked by putting an item under attribute_not_exists, and the item stays.',
    wrong: () =>
      committing((action) => {
        const check = action.ConditionCheck;
        if (check === undefined || check.ConditionExpression !== absent) return action;
        const { Key, ...rest } = check;
        return { Put: { ...rest, Item: { ...Key, digest: { S: '' } } } };
      }),
  }),
  mutant({
    id: 'dynamo-reasons-out-of-order',
    clause: 'PS-COMMIT-09',
    reason: 'not-a-conflict',
    description:
      'Of the cancellation reasons those of the records are looked at first, and that of the head not at all.',
    wrong: () => {
      let broken: readonly RecordKey[] = [];
      return {
        sender: () => async (request, send) => {
          try {
            return await send(request.command, request.input);
          } catch (error) {
            const failed = reasonsOf(error).map((code) => code === 'ConditionalCheckFailed');
            const named = actionsOf(request).filter((action, at) => failed[at] === true && !isHead(action));
            broken = named
              .filter((action) => !isEntry(action))
              .map((action) => (action.Put?.Item ?? action.ConditionCheck?.Key ?? {})['sk']?.S as RecordKey);
            throw error;
          }
        },
        store: (store) => ({
          commit: async (id, commit, options) => {
            broken = [];
            const answer = await store.commit(id, commit, options);
            return broken.length > 0 ? scoped(id, { outcome: 'mismatch', keys: broken }) : answer;
          },
        }),
      };
    },
  }),
  mutant({
    id: 'dynamo-checked-then-written',
    clause: 'PS-COMMIT-10',
    reason: 'two-winners',
    description: 'All conditions are one transaction of checks, and what they allow is written by the next one.',
    wrong: () =>
      halved({
        sender: () => async (request, send) => {
          const { command, input } = request;
          if (!isCommit(request)) return send(command, input);
          const checks = actionsOf(request).map(conditionOf);
          await send(command, { TransactItems: checks.filter((action) => action !== undefined) });
          const puts = actionsOf(request).map(unconditioned);
          return send(command, { TransactItems: puts.filter((action) => action !== undefined) });
        },
      }),
  }),
  mutant({
    id: 'dynamo-empty-batch-not-sent',
    clause: 'PS-COMMIT-11',
    reason: 'not-an-entry',
    description: 'The service refuses an empty batch, so a commit without records is not sent.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const { command, input } = request;
        const isEmpty = !actionsOf(request).some((action) => isRecord(action) || isChunk(action));
        return isCommit(request) && isEmpty ? {} : send(command, input);
      },
    }),
  }),
  mutant({
    id: 'dynamo-one-redo-item',
    clause: 'PS-COMMIT-12',
    reason: 'limit-out-of-reach',
    description: 'The records of a large commit are kept in one item, which holds 400 KB at most.',
    wrong: () => ({
      sender: () => (request, send) => {
        const chunks = actionsOf(request).filter(isChunk);
        const [first] = chunks;
        if (!isCommit(request) || first?.Put === undefined) return send(request.command, request.input);
        const L = chunks.flatMap((chunk) => chunk.Put?.Item['changes']?.L ?? []);
        const one = { Put: { ...first.Put, Item: { ...first.Put.Item, changes: { L } } } };
        const others = actionsOf(request).filter((action) => !isChunk(action));
        return send(request.command, { ...request.input, TransactItems: [...others, one] });
      },
    }),
  }),
];
