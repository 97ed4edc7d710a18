import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isOpen, isAlive } from './observe.ts';
import type { Held, Kind } from './startHeld.ts';
import { until } from './until.ts';

/** Starts a program that starts a server of a kind. */
export function hold(kind: Kind, ending: string): ReturnType<typeof spawn> {
  const program = join(import.meta.dirname, 'holder.ts');
  return spawn(process.execPath, [program, kind, ending], { stdio: ['ignore', 'pipe', 'ignore'] });
}

/** What that program has started. */
export async function heldBy(holder: ReturnType<typeof spawn>): Promise<Held> {
  if (holder.stdout === null) throw new Error('no output');
  for await (const line of createInterface(holder.stdout)) return JSON.parse(line) as Held;
  throw new Error('the holder said nothing');
}

/** Fails unless a server disappears completely. */
export async function expectGone({ port, folder }: Held, processes: readonly number[]): Promise<void> {
  await until('the port is dead', async () => !(await isOpen(port)));
  await until('the processes are gone', () => !processes.some(isAlive));
  await until('the folder is gone', () => !existsSync(folder));
}
