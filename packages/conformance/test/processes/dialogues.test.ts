import { describe, expect, test } from 'vitest';
import { deathPoints, type Death } from '../../src/processes/Death.ts';
import { Dice } from '../../src/processes/Dice.ts';
import type { DialogueStep } from '../../src/processes/DialogueStep.ts';
import { memoryProcessKit } from '../../src/processes/memoryProcessKit.ts';
import type { Client } from '../../src/processes/playWorkers.ts';
import { settings } from '../settings.ts';
import { expectRunIsTrue } from './support/dialogueRun.ts';
import { dialogueScript } from './support/scripts.ts';
import { postgresKit } from '../kits/postgres.ts';
import { sqliteKit } from '../kits/sqlite.ts';

const kits = [sqliteKit(), postgresKit(), memoryProcessKit({ transactionLimit: 7, pageSize: 50 })];

function writers(count: number, steps: number, readEvery?: number): Client<DialogueStep>[] {
  return Array.from({ length: count }, (_, at) => ({ name: `w${at}`, steps: dialogueScript(at, steps, readEvery) }));
}

describe.each(kits.map((kit) => ({ name: kit.name, kit })))('dialogues on $name', ({ kit }) => {
  test('one process dies around every k-th commit, at every named point; after each death all that was acknowledged is there', async () => {
    const dice = new Dice(settings.seed);
    const deaths = deathPoints.map((at): Death => ({ at, commit: 1 + dice.below(4) }));
    const steps = dialogueScript(0, 4 * deaths.length + 2, 7);
    const { schedule } = await expectRunIsTrue({
      kit,
      clients: [{ name: 'w0', steps, death: (life) => deaths[life] }],
      lookBetween: true,
    });
    expect(schedule.length, schedule.join('\n')).toBe(deaths.length + 1);
  });

  test('three processes that write and read; whoever was just acknowledged for the k-th time is killed from outside', async () => {
    const dice = new Dice(settings.seed);
    const every = 8 + dice.below(8);
    let acknowledged = 0;
    const { schedule } = await expectRunIsTrue({
      kit,
      clients: writers(3, 30, 10),
      watch: (_client, report, kill) => {
        if (report.type === 'step' && ++acknowledged % every === 0) kill();
      },
    });
    expect(schedule.length, schedule.join('\n')).toBeGreaterThan(3);
  });
});
