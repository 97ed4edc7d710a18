import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { serverAccount } from '../../src/Account.ts';
import { childrenOf } from '../../src/processTree.ts';
import { temporaryFolder } from '../../src/temporaryFolder.ts';
import { hold } from '../support/held.ts';
import { isAlive } from '../support/observe.ts';
import { until } from '../support/until.ts';

test('a program that is killed while the data is being made leaves nothing', async () => {
  const temporary = await mkdtemp(join(await temporaryFolder(serverAccount()), 'colloquy-guardian-'));
  await chmod(temporary, 0o755);
  vi.stubEnv('TMPDIR', temporary);
  const holder = hold('postgres', 'stay');
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
