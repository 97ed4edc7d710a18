// Arguments: path, dialogue id. Opens a file that another process may be opening too, and commits once.
import { once } from 'node:events';
import { dialogueId } from '@colloquy/core';
import { openSqliteStore } from '../../src/index.ts';
import { change, commit } from '../support/commits.ts';

const [, , path = '', dialogue = ''] = process.argv;
console.log('ready');
await once(process.stdin, 'data');
const store = await openSqliteStore({ path });
const answer = await store.commit(dialogueId(dialogue), commit(1, { changes: [change('tension#00#01')] }));
await store.close();
console.log(answer.outcome);
process.stdin.destroy();
