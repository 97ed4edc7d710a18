// A first start in a process of its own: waits for a line on stdin, makes the keys of the store in FOLDER, prints their ids.
// KILL_AFTER=n ends it by SIGKILL after the n-th call that changes or syncs something in the file system (between two of them the disk
// is always the same), KILL_WRITING=1 in the middle of the n-th call if that is a write. Prints the names of these calls to stderr.
import fs, { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { createLocalKeys } from '../../../../src/keys/local/localKeys.ts';
import { storeIn } from './store.ts';

type Call = (this: unknown, ...parameters: unknown[]) => Promise<unknown>;

const folder = process.env['FOLDER'] ?? '';
const killAfter = Number(process.env['KILL_AFTER'] ?? 0);
const halfWrites = process.env['KILL_WRITING'] === '1';
const names: string[] = [];

function watch(object: Record<string, unknown>, name: string): void {
  const original = object[name] as Call;
  const watched: Call = async function (...parameters) {
    if (name === 'open' && (Number(parameters[1]) & constants.O_CREAT) === 0) return original.apply(this, parameters);
    const at = names.push(name);
    if (at === killAfter && halfWrites && name === 'write') {
      const [bytes, offset, length, position] = parameters;
      await original.call(this, bytes, offset, Math.floor(Number(length) / 2), position);
      process.kill(process.pid, 'SIGKILL');
    }
    try {
      return await original.apply(this, parameters);
    } finally {
      if (at === killAfter) process.kill(process.pid, 'SIGKILL');
    }
  };
  object[name] = watched;
}

const handle = await open(folder);
const prototype = Object.getPrototypeOf(handle) as Record<string, unknown>;
await handle.close();
for (const name of ['write', 'sync', 'chmod']) watch(prototype, name);
for (const name of ['link', 'mkdir', 'open', 'unlink']) watch(fs.promises, name);
syncBuiltinESMExports();

process.stdout.write('ready\n');
await new Promise<unknown>((resolve) => {
  process.stdin.once('data', resolve);
});
process.stdin.destroy();

const { keyring } = await createLocalKeys(storeIn(folder));
process.stdout.write(`${keyring.storeId} ${(await keyring.kek(1)).kekId}\n`);
process.stderr.write(`${names.join(' ')}\n`);
