// A first start in a process of its own: waits for a line on stdin, makes the keys of the store in FOLDER, prints their ids.
// KILL_AFTER=n ends it by SIGKILL after the n-th call that changes or syncs something in the file system (between two of them the disk
// is always the same), KILL_WRITING=1 in the middle of the n-th call if that is a write. Prints the names of these calls to stderr.
import { createLocalKeys } from '../../../../src/keys/local/localKeys.ts';
import { killAfterCalls } from './killAfter.ts';
import { storeIn } from './store.ts';

const folder = process.env['FOLDER'] ?? '';
const names = await killAfterCalls(folder, {
  killAfter: Number(process.env['KILL_AFTER'] ?? 0),
  halfWrites: process.env['KILL_WRITING'] === '1',
});

process.stdout.write('ready\n');
await new Promise<unknown>((resolve) => {
  process.stdin.once('data', resolve);
});
process.stdin.destroy();

const { keyring } = await createLocalKeys(storeIn(folder));
process.stdout.write(`${keyring.storeId} ${(await keyring.kek(1)).kekId}\n`);
process.stderr.write(`${names.join(' ')}\n`);
