import { ColloquyError, isColloquyError } from '@colloquy/core';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { mutant } from './dynamoMutant.ts';
import { actionsOf, isCommit, isHead, type Input, type Sender, type CommandName } from './dynamoSender.ts';

/** Answers writes at once and sends them before the next request: what waits when the process ends is lost. */
export function writeBehind(): Sender {
  let waiting: readonly [CommandName, Input] | undefined;
  return async (request, send) => {
    const before = waiting;
    waiting = undefined;
    // By then the caller has gone on.
    if (before !== undefined) await send(...before).catch(() => undefined);
    if (!isCommit(request) && request.command !== 'PutItemCommand') return send(request.command, request.input);
    waiting = [request.command, request.input];
    return {};
  };
}

/** A lost answer, told as a service that was not reached. */
export const lostMeansNotWritten: Sender = async ({ command, input }, send) => {
  try {
    return await send(command, input);
  } catch (error) {
    if (!isColloquyError(error, 'outcome_unknown')) throw error;
    throw new ColloquyError('backend_unavailable', 'socket hang up', { cause: error });
  }
};

/** What people get wrong about errors, ends and aborts. */
export const dynamoEndingMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-lost-means-not-written',
    clause: 'PS-COMMIT-13',
    reason: 'written-despite-error',
    description: 'A connection that was lost after the request is told as a service that was not reached.',
    wrong: () => ({ sender: () => lostMeansNotWritten }),
  }),
  mutant({
    id: 'dynamo-lost-means-written',
    clause: 'PS-COMMIT-13',
    reason: 'acknowledged-and-lost',
    description: 'Any failure of a commit that was sent is taken for an answer that was lost on the way back.',
    wrong: () => ({
      sender: () => async (request, send) => {
        try {
          return await send(request.command, request.input);
        } catch (error) {
          if (!isCommit(request) || !isColloquyError(error)) throw error;
          return {};
        }
      },
    }),
  }),
  mutant({
    id: 'dynamo-sent-again-as-new',
    clause: 'PS-COMMIT-13',
    reason: 'written-despite-error',
    description: 'After a lost answer the transaction is sent again without its token, and its own effect refuses it.',
    wrong: () => ({
      sender: () => async (request, send) => {
        try {
          return await send(request.command, request.input);
        } catch (error) {
          if (!isCommit(request) || !isColloquyError(error, 'outcome_unknown')) throw error;
        }
        const { ClientRequestToken: _token, ...input } = request.input;
        try {
          return await send(request.command, input);
        } catch (cause) {
          throw new ColloquyError('backend_error', 'the transaction was cancelled', { cause });
        }
      },
    }),
  }),
  mutant({
    id: 'dynamo-write-behind',
    clause: 'PS-DURABLE-01',
    reason: 'lost',
    description:
      'A commit is acknowledged from memory and sent before the next request, as a cache in front of the table would.',
    wrong: () => ({ sender: writeBehind }),
  }),
  mutant({
    id: 'dynamo-transaction-in-parts',
    clause: 'PS-DURABLE-02',
    reason: 'half-written',
    description: 'A transaction is sent in two: the head, and what goes with it.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const { command, input } = request;
        if (!isCommit(request)) return send(command, input);
        await send(command, { TransactItems: actionsOf(request).filter(isHead) });
        return send(command, { TransactItems: actionsOf(request).filter((action) => !isHead(action)) });
      },
    }),
  }),
  mutant({
    id: 'dynamo-signal-not-passed',
    clause: 'PS-SIGNAL-01',
    reason: 'not-rejected',
    description: 'The log is read without the signal of the call.',
    wrong: () => ({ store: (store) => ({ log: (id, from, limit) => store.log(id, from, limit) }) }),
  }),
  mutant({
    id: 'dynamo-abort-means-not-written',
    clause: 'PS-SIGNAL-02',
    reason: 'rejected-and-written',
    description: 'A request that was aborted on its way is taken for one that never left.',
    wrong: () => ({
      sender: () => async (request, send) => {
        const answer = await send(request.command, request.input, 'kept from it');
        request.signal?.throwIfAborted();
        return answer;
      },
      store: (store) => ({
        commit: async (id, commit, options) => {
          try {
            return await store.commit(id, commit, options);
          } catch (error) {
            options?.signal?.throwIfAborted();
            throw error;
          }
        },
      }),
    }),
  }),
  mutant({
    id: 'dynamo-client-is-not-ours',
    clause: 'PS-CLOSE-01',
    reason: 'works-after-close',
    description: 'The client belongs to the caller, so closing the store does nothing at all.',
    wrong: () => ({ store: () => ({ close: async () => undefined }) }),
  }),
];
