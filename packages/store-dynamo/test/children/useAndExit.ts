// Arguments: configuration, table, and "close" or "leave". Opens a store, uses it, and closes it or not: the process must end by itself.
import { dialogueId } from '@colloquy/core';
import type { DynamoClientConfig } from '@colloquy/engines';
import { openDynamoStore } from '../../src/index.ts';
import { commitOf, itemKeys } from '../support/commits.ts';

const [, , config = '{}', table = '', end = ''] = process.argv;
const store = await openDynamoStore({ table, config: JSON.parse(config) as DynamoClientConfig });
const id = dialogueId(`exit-${end}`);
await store.commit(id, commitOf(1, itemKeys(0, 2)));
await Promise.all([store.head(id), store.load(id)]);
if (end === 'close') await store.close();
console.log('used');
