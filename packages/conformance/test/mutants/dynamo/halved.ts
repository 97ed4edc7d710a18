import type { Wrong } from './dynamoKitOver.ts';

/** The same with large commits of half the size: still larger than a transaction, and sooner done. */
export function halved(wrong: Wrong): Wrong {
  return { ...wrong, capabilities: { transactionLimit: 50, ...wrong.capabilities } };
}
