// Arguments: path, call, statements. Opens a file, makes one call of a move, and kills itself before that many statements have run.
import Database from 'better-sqlite3';
import { openSqliteStore } from '../../src/index.ts';
import { id } from '../support/commits.ts';
import { callsOfMove, isCallOfMove } from '../support/callsOfMove.ts';

const [, , path = '', call = '', statements = ''] = process.argv;
let left = Infinity;
const verbose = (): void => {
  left -= 1;
  if (left < 0) process.kill(process.pid, 'SIGKILL');
};
const database = new Database(path, { verbose });
const store = await openSqliteStore({ database });
if (!isCallOfMove(call)) throw new TypeError(`no call: ${call}`);
left = Number(statements);
await callsOfMove[call].make(store.migration, id);
console.log(`done ${Number(statements) - left}`);
