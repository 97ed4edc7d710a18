import { createDialogueStore, dialogueId, type DialogueStore, type PartitionStore } from '@colloquy/core';
import { expect } from 'vitest';
import type { AdapterKit } from '../../../src/kit/AdapterKit.ts';
import type { DialogueCall } from '../../../src/processes/DialogueCall.ts';
import { dialogueEnd, dialogueHistory, playDialogues } from '../../../src/processes/dialoguePlay.ts';
import type { DialogueStep } from '../../../src/processes/DialogueStep.ts';
import { judgeDialogue } from '../../../src/processes/judgeDialogue.ts';
import type { Client, Watch } from '../../../src/processes/playWorkers.ts';
import { settings } from '../../settings.ts';
import { keyringOfSeed } from '../../../src/processes/dialogueProgram.ts';
import { prepareDialogue, writesIn } from './scripts.ts';

const id = dialogueId('many-hands');
const setting = { keySeed: 7 };

export interface DialogueRun {
  readonly kit: AdapterKit;
  readonly clients: readonly Client<DialogueStep>[];
  readonly watch?: Watch;
  /** Reopens and judges after every death; only sensible while nobody else writes. */
  readonly lookBetween?: boolean;
}

export interface DialogueRunResult {
  readonly calls: readonly DialogueCall[];
  readonly schedule: readonly string[];
}

/** A dialogue store of this process, with nothing remembered. */
async function open(backend: PartitionStore): Promise<DialogueStore> {
  return createDialogueStore({ backend, keyring: await keyringOfSeed(setting.keySeed) });
}

/** Lets the clients loose on one dialogue, and judges everything that they were answered by what is there in the end. */
export async function expectRunIsTrue(run: DialogueRun): Promise<DialogueRunResult> {
  const { kit, clients, watch, lookBetween = false } = run;
  const fixture = await kit.create();
  try {
    const { elsewhere } = fixture;
    if (elsewhere === undefined) throw new TypeError('the kit must be for several processes');
    const before = await prepareDialogue(await open(fixture.store), id);
    const expectTrue = async (calls: readonly DialogueCall[], when: string): Promise<number> => {
      const store = await open(await fixture.reopen());
      const end = await dialogueEnd(store, id);
      expect(judgeDialogue(calls, end), when).toEqual([]);
      const { ok, findings } = await store.verify(id);
      expect({ ok, findings }, when).toEqual({ ok: true, findings: [] });
      return end.log.length;
    };
    const { calls, schedule } = await playDialogues({
      elsewhere,
      id,
      setting,
      clients,
      ...(watch === undefined ? {} : { watch }),
      ...(lookBetween
        ? { between: async (reported) => void (await expectTrue(dialogueHistory(reported), `seed ${settings.seed}`)) }
        : {}),
    });
    const when = `seed ${settings.seed}\n${schedule.join('\n')}`;
    const commits = await expectTrue(calls, when);
    // Every write of every script is one commit: nothing is missing, nothing came on top.
    const writes = clients.reduce((sum, { steps }) => sum + writesIn(steps), 0);
    expect(commits, when).toBe(before + writes);
    return { calls, schedule };
  } finally {
    await fixture.close();
  }
}
