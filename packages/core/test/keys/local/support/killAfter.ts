import fs, { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

type Call = (this: unknown, ...parameters: unknown[]) => Promise<unknown>;

export interface KillPlan {
  /** The process ends by SIGKILL after this call that changes or syncs something in the file system; 0: never. */
  readonly killAfter: number;
  /** In the middle of that call, if it is a write. */
  readonly halfWrites: boolean;
}

/**
 * Counts the calls that change or sync something in the file system from now on: between two of them the disk is always the same.
 *
 * @param folder any that exists, to get at what files are made of
 * @returns the names of these calls, as they come
 */
export async function killAfterCalls(folder: string, { killAfter, halfWrites }: KillPlan): Promise<readonly string[]> {
  const names: string[] = [];
  const watch = (object: Record<string, unknown>, name: string): void => {
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
  };
  const handle = await open(folder);
  const prototype = Object.getPrototypeOf(handle) as Record<string, unknown>;
  await handle.close();
  for (const name of ['write', 'sync', 'chmod']) watch(prototype, name);
  for (const name of ['link', 'mkdir', 'open', 'rename', 'unlink', 'writeFile']) watch(fs.promises, name);
  syncBuiltinESMExports();
  return names;
}
