import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { childrenOf } from '../src/processTree.ts';
import { expectGone, heldBy, hold } from './support/held.ts';
import { isOpen, processesOf } from './support/observe.ts';
import { startHeld } from './support/startHeld.ts';

describe.each([
  // The first process of PostgreSQL has others work for it.
  { kind: 'postgres', leastProcesses: 4 },
  { kind: 'dynamo', leastProcesses: 1 },
] as const)('$kind', ({ kind, leastProcesses }) => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    '%s of the program that started it ends a server',
    async (name) => {
      const holder = hold(kind, 'stay');
      const held = await heldBy(holder);
      const processes = await processesOf(held.pid);
      expect(await isOpen(held.port)).toBe(true);
      expect(existsSync(held.folder)).toBe(true);
      expect(processes.length).toBeGreaterThanOrEqual(leastProcesses);
      holder.kill(name);
      await expectGone(held, processes);
    },
  );

  test.each([
    ['end', 0],
    ['throw', 1],
  ])('a program that comes to its %s does not wait for its server, which ends', async (ending, code) => {
    const holder = hold(kind, ending);
    const exit = once(holder, 'exit');
    const held = await heldBy(holder);
    expect((await exit)[0]).toBe(code);
    await expectGone(held, [held.pid]);
  });

  test('a server whose guardian is killed is cleared away by its program', async () => {
    const before = new Set(await childrenOf(process.pid));
    const { server, held } = await startHeld(kind);
    const [guardian = 0] = (await childrenOf(process.pid)).filter((pid) => !before.has(pid));
    const processes = await processesOf(server.pid);
    expect(await childrenOf(guardian)).toContain(server.pid);
    process.kill(guardian, 'SIGKILL');
    await expectGone(held, processes);
    await expect(server.stop()).rejects.toThrow('the server is closed');
    await server.close();
  });
});
