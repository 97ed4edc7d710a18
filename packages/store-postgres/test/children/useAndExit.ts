// Arguments: URL, schema, and "close" or "leave". Opens a store, uses it, and closes it or not: the process must end by itself.
import { openPostgresStore } from '../../src/index.ts';
import { commit, id } from '../support/commits.ts';

const [, , url = '', schema = '', end = ''] = process.argv;
const store = await openPostgresStore({ url, schema });
await Promise.all([store.commit(id, commit(1)), store.head(id), store.load(id)]);
if (end === 'close') await store.close();
console.log('used');
