import { memoryKit } from '@colloquy/conformance';

/** The in-memory backend with transactions as small as those of DynamoDB, so that large commits are judged too. */
export const kit = memoryKit({ transactionLimit: 100 });
