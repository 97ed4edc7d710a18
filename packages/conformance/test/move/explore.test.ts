import { expect, test } from 'vitest';
import { MoveWorld } from '../../src/dialogue/support/MoveWorld.ts';
import { demandWayOut, walk, type Role } from '../../src/dialogue/support/moveWalk.ts';
import { Verifier } from '../../src/suite/Verifier.ts';

const casts: readonly (readonly Role[])[] = [
  ['start', 'cancel', 'writer'],
  ['start', 'again', 'cancel', 'writer', 'newcomer'],
  ['start', 'again', 'newcomer'],
];

test('walks', { timeout: 120_000 }, async () => {
  const base = await MoveWorld.create();
  const t = new Verifier('MG-MOVE-02' as never);
  const began = performance.now();
  const N = Number(process.env['WALKS'] ?? 60);
  let steps = 0;
  for (let seed = 1; seed <= N; seed++) {
    const world = await base.copy();
    const roles = casts[seed % casts.length] ?? [];
    const { told, path } = await walk(t, world, { seed, roles, kills: seed % 2 === 0 ? 6 : 0, losses: 10 });
    steps += path.length;
    await demandWayOut(t, world, told, path);
  }
  console.log(steps / N, (performance.now() - began) / N);
  expect(1).toBe(1);
});
