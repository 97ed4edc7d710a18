import type { PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { failureOf, nameOf } from './errors.ts';

/** What a command went through on its way. */
export interface Attempts {
  /** True when an attempt of the client ended without an answer: what comes after it does not say that nothing was done. */
  readonly anyLost: () => boolean;
}

const unsent = ['ECONNREFUSED', 'ENOTFOUND'];

/**
 * Watches the attempts of a command that writes. The client sends it again by itself when a connection breaks, and then tells of the last
 * attempt only: one that was refused because credentials have expired may follow one that took effect.
 */
export function watchAttempts(command: TransactWriteItemsCommand | PutItemCommand): Attempts {
  let isLost = false;
  const stack: Pick<PutItemCommand['middlewareStack'], 'add'> =
    command.middlewareStack as PutItemCommand['middlewareStack'];
  stack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (failureOf(error) === 'lost' && !unsent.includes(code) && nameOf(error) !== 'CredentialsProviderError') {
          isLost = true;
        }
        throw error;
      }
    },
    // Within the client's own repetitions.
    { step: 'finalizeRequest', priority: 'low', name: 'colloquyAttempts' },
  );
  return { anyLost: () => isLost };
}
