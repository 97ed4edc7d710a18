import type { Commit } from '@colloquy/core';
import { cutAnswer, cutBefore, cutWithin, startDynamoProxy, type Fault } from '@colloquy/engines';
import { cutAfter, type Cut, type Phase } from './cuts.ts';
import type { Wire } from './Wire.ts';

/** Only the transaction that makes a commit take effect writes into the log. */
export const commitRequest = { type: 'TransactWriteItems', text: '"log#' } as const;
/** And only those that put records of a large commit in their places check the head without writing it. */
export const applyRequest = { type: 'TransactWriteItems', text: '"ConditionCheck"' } as const;
export const unmarkRequest = { type: 'PutItem' } as const;
const deleteRequest = { type: 'BatchWriteItem' } as const;

/** The answer to a transaction that was done: `{}` and its head. */
const answerBytes = 200;

/** Whether this commit is more than one transaction holds. */
export function isLarge({ changes, checks }: Commit): boolean {
  return changes.length + checks.length + 2 > 100;
}

/** Less than the length of the transaction of a small commit. */
function requestBytes({ header, body, auth, changes }: Commit): number {
  const parts = changes.map(({ key, envelope }) => 256 + 2 * key.length + envelope.byteLength);
  return parts.reduce((sum, part) => sum + part, 1000 + 2 * header.byteLength + body.byteLength + 2 * auth.byteLength);
}

const steps: readonly Fault[] = [
  cutBefore(applyRequest),
  cutAnswer(applyRequest),
  cutBefore({ ...applyRequest, nth: 2 }),
  cutAnswer({ ...applyRequest, nth: 2 }),
  cutBefore(unmarkRequest),
  cutAnswer(unmarkRequest),
  cutBefore(deleteRequest),
  cutAnswer(deleteRequest),
];

function faultOf({ phase, share }: Cut, commit: Commit): Fault | undefined {
  switch (phase) {
    case 'none':
      return undefined;
    case 'before':
      return cutBefore(commitRequest);
    case 'within':
      return cutWithin(commitRequest, Math.floor((requestBytes(commit) * share) / 1000));
    case 'sent':
      return cutAfter(({ type, bytes }) => type === commitRequest.type && bytes.includes(commitRequest.text));
    case 'unanswered':
      return cutAnswer(commitRequest);
    case 'answering':
      return cutAnswer(commitRequest, 1 + Math.floor((answerBytes * share) / 1000));
    case 'looking':
      return cutAnswer({ type: 'TransactGetItems' });
    case 'finishing':
      return steps[share % steps.length];
  }
}

/**
 * DynamoDB, and a client that sends a request so often. A cut meets one attempt or several: after fewer than all the client itself
 * comes through, after all of them the store is told.
 */
export function dynamoWire(attempts: number): Wire {
  return {
    start: async (server) => {
      const proxy = await startDynamoProxy(server);
      return { proxy, through: proxy.endpoint };
    },
    strokeOf: (cut, commit) => {
      const fault = faultOf(cut, commit);
      return fault && { fault, times: 1 + (cut.share % attempts) };
    },
    nameOf: ({ phase }, commit) => (isLarge(commit) ? largeName(phase) : phase),
  };
}

/** How cuts of large commits are counted: those may end before their transaction, because conditions are read first. */
export function largeName(phase: Phase): string {
  return `large, ${phase}`;
}
