// A first start in a process of its own: waits for a line on stdin, makes the keys of the store in FOLDER, prints their ids.
// KILL_AFTER=n ends it by SIGKILL after the n-th call that changes or syncs something in the file system (between two of them the disk
// is always the same), KILL_WRITING=1 in the middle of the n-th call if that is a write. Prints the number of these calls to stderr.
import * as promises from 'node:fs/promises';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
// The two files alone, because many of these processes are started.
import { FileStoreHeader } from '../../../../dist/keys/local/FileStoreHeader.js';
import { createLocalKeys } from '../../../../dist/keys/local/localKeys.js';

const folder = process.env['FOLDER'] ?? '';
const killAfter = Number(process.env['KILL_AFTER'] ?? 0);
const halfWrites = process.env['KILL_WRITING'] === '1';
let calls = 0;

function watch(object, name) {
  const original = object[name];
  object[name] = async function (...parameters) {
    if (name === 'open' && (parameters[1] & fs.constants.O_CREAT) === 0) return original.apply(this, parameters);
    calls += 1;
    const at = calls;
    if (at === killAfter && halfWrites && name === 'write') {
      await original.call(this, parameters[0], parameters[1], Math.floor(parameters[2] / 2), parameters[3]);
      process.kill(process.pid, 'SIGKILL');
    }
    try {
      return await original.apply(this, parameters);
    } finally {
      if (at === killAfter) process.kill(process.pid, 'SIGKILL');
    }
  };
}

const handle = await promises.open(folder);
for (const name of ['write', 'sync', 'chmod']) watch(Object.getPrototypeOf(handle), name);
await handle.close();
for (const name of ['link', 'mkdir', 'open', 'unlink']) watch(fs.promises, name);
syncBuiltinESMExports();

process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();

const { keyring } = await createLocalKeys({
  directory: join(folder, 'keys'),
  header: new FileStoreHeader({ directory: join(folder, 'header'), holdsData: async () => false }),
  tenant: 'acme',
});
process.stdout.write(`${keyring.storeId} ${(await keyring.kek(1)).kekId}\n`);
process.stderr.write(`${calls}\n`);
