import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { serverAccount } from '../../src/Account.ts';
import { startPostgres } from '../../src/index.ts';
import { childrenOf } from '../../src/processTree.ts';
import { temporaryFolder } from '../../src/temporaryFolder.ts';
import { isAlive, isOpen, processesOf } from '../support/observe.ts';
import { until } from '../support/until.ts';

interface Held {
  readonly pid: number;
  readonly port: number;
  readonly dataDirectory: string;
}

async function expectGone({ port, dataDirectory }: Held, processes: readonly number[]): Promise<void> {
  await until('the port is dead', async () => !(await isOpen(port)));
  await until('the processes are gone', () => !processes.some(isAlive));
  await until('the folder is gone', () => !existsSync(dirname(dataDirectory)));
}

function hold(ending: string): ReturnType<typeof spawn> {
  const program = join(import.meta.dirname, '../support/holder.ts');
  return spawn(process.execPath, [program, ending], { stdio: ['ignore', 'pipe', 'ignore'] });
}

async function heldBy(holder: ReturnType<typeof spawn>): Promise<Held> {
  if (holder.stdout === null) throw new Error('no output');
  for await (const line of createInterface(holder.stdout)) return JSON.parse(line) as Held;
  throw new Error('the holder said nothing');
}

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  '%s of the program that started it ends a server',
  async (name) => {
    const holder = hold('stay');
    const held = await heldBy(holder);
    const processes = await processesOf(held.pid);
    expect(await isOpen(held.port)).toBe(true);
    expect(processes.length).toBeGreaterThan(3);
    holder.kill(name);
    await expectGone(held, processes);
  },
);

test.each([
  ['end', 0],
  ['throw', 1],
])('a program that comes to its %s does not wait for its server, which ends', async (ending, code) => {
  const holder = hold(ending);
  const exit = once(holder, 'exit');
  const held = await heldBy(holder);
  expect((await exit)[0]).toBe(code);
  await expectGone(held, [held.pid]);
});

test('a program that is killed while the data is being made leaves nothing', async () => {
  const temporary = await mkdtemp(join(await temporaryFolder(serverAccount()), 'colloquy-guardian-'));
  await chmod(temporary, 0o755);
  vi.stubEnv('TMPDIR', temporary);
  const holder = hold('stay');
  vi.unstubAllEnvs();
  const guardians = async (): Promise<readonly number[]> => await childrenOf(holder.pid ?? 0);
  await until('there is a guardian', async () => (await guardians()).length > 0);
  const [guardian = 0] = await guardians();
  await until('it has started something', async () => (await childrenOf(guardian)).length > 0);
  const started = await childrenOf(guardian);
  holder.kill('SIGKILL');
  await until('all is gone', () => ![guardian, ...started].some(isAlive));
  // A copy of the binaries, where one was needed, is kept for later runs.
  expect((await readdir(temporary)).filter((name) => !name.startsWith('colloquy-postgres-18.'))).toEqual([]);
  await rm(temporary, { recursive: true });
});

test('a server whose guardian is killed is cleared away by its program', async () => {
  const before = new Set(await childrenOf(process.pid));
  const server = await startPostgres();
  const [guardian = 0] = (await childrenOf(process.pid)).filter((pid) => !before.has(pid));
  const processes = await processesOf(server.pid);
  expect(await childrenOf(guardian)).toContain(server.pid);
  process.kill(guardian, 'SIGKILL');
  await expectGone(server, processes);
  await expect(server.stop()).rejects.toThrow('the server is closed');
  await server.close();
});
