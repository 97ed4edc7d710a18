import { describe, expect, test } from 'vitest';
import { deathPoints, type Death } from '../../src/processes/Death.ts';
import { memoryProcessKit } from '../../src/processes/memoryProcessKit.ts';
import { expectRunIsTrue } from './support/dialogueRun.ts';
import { dialogueScript } from './support/scripts.ts';
import { postgresKit } from '../kits/postgres.ts';
import { sqliteKit } from '../kits/sqlite.ts';

const processes = 8;
const commits = 200;
/** The victim dies after so many commits of each of its lives. */
const every = 20;

/** The points in turn, so that each kind of death happens. */
function death(life: number): Death | undefined {
  const at = deathPoints[life % deathPoints.length];
  return at === undefined ? undefined : { at, commit: every };
}

const kits = [sqliteKit(), postgresKit(), memoryProcessKit({ transactionLimit: 7 })];

describe.each(kits.map((kit) => ({ name: kit.name, kit })))('$name', ({ kit }) => {
  test(`${processes} processes, ${commits} commits each on one dialogue, one killed after every ${every}th: each acknowledged commit is there once, the chain verifies`, async () => {
    const clients = Array.from({ length: processes }, (_, at) => ({
      name: `w${at}`,
      steps: dialogueScript(at, commits),
      ...(at === 0 ? { death } : {}),
    }));
    const { calls, schedule } = await expectRunIsTrue({ kit, clients });
    expect(schedule.length - processes, schedule.join('\n')).toBeGreaterThanOrEqual(Math.floor(commits / every) - 1);
    const acknowledged = new Set(
      calls.flatMap(({ call }) => (call.method === 'write' && call.answer !== undefined ? [call.tag] : [])),
    );
    expect(acknowledged.size).toBe(processes * commits);
  }, 120_000);
});
