// Arguments: URL, schema, dialogue id. Opens a schema that other processes may be opening too, and commits once.
import { once } from 'node:events';
import { dialogueId } from '@colloquy/core';
import { openPostgresStore } from '../../src/index.ts';
import { change, commit } from '../support/commits.ts';

const [, , url = '', schema = '', dialogue = ''] = process.argv;
console.log('ready');
await once(process.stdin, 'data');
const store = await openPostgresStore({ url, schema, maxConnections: 1 });
const answer = await store.commit(dialogueId(dialogue), commit(1, { changes: [change('tension#00#01')] }));
await store.close();
console.log(answer.outcome);
process.stdin.destroy();
