// Arguments: path, `claim` or `commit`. Does either, at the same moment as others, and says what came of it.
import { once } from 'node:events';
import { isColloquyError } from '@colloquy/core';
import { openSqliteStore } from '../../src/index.ts';
import { commit, id } from '../support/commits.ts';
import { residence } from '../support/residences.ts';

const [, , path = '', call = ''] = process.argv;
const store = await openSqliteStore({ path });
console.log('ready');
await once(process.stdin, 'data');
try {
  const claim = { from: null, to: residence('importing'), head: null };
  if (call === 'commit') console.log((await store.commit(id, commit(1))).outcome);
  else console.log((await store.migration.change(id, claim)).changed ? 'changed' : 'not changed');
} catch (error) {
  console.log(isColloquyError(error) ? error.code : String(error));
}
await store.close();
process.stdin.destroy();
