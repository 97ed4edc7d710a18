import type { DialogueId, DialogueStore } from '@colloquy/core';
import type { Elsewhere } from '../kit/AdapterKit.ts';
import type { DialogueCall, LoadAnswer, WriteAnswer } from './DialogueCall.ts';
import type { DialogueSetting } from './dialogueProgram.ts';
import type { DialogueStep } from './DialogueStep.ts';
import type { DialogueEnd } from './judgeDialogue.ts';
import { playWorkers, type Client, type ReportedCall, type Watch } from './playWorkers.ts';
import { tagsOf } from './tagsOf.ts';

export interface DialoguePlay {
  readonly elsewhere: Elsewhere;
  readonly id: DialogueId;
  readonly setting: DialogueSetting;
  readonly clients: readonly Client<DialogueStep>[];
  readonly between?: (calls: readonly ReportedCall[]) => Promise<void>;
  readonly watch?: Watch;
}

export interface DialoguePlayed {
  readonly calls: readonly DialogueCall[];
  readonly schedule: readonly string[];
}

/** Runs scripts on a dialogue, each in a process of its own with a dialogue store of its own. */
export async function playDialogues(play: DialoguePlay): Promise<DialoguePlayed> {
  const { calls, schedule } = await playWorkers({ ...play, program: 'dialogue' });
  return { calls: dialogueHistory(calls), schedule };
}

/** What workers reported, as a history. */
export function dialogueHistory(calls: readonly ReportedCall[]): readonly DialogueCall[] {
  return calls.map(({ client, begin, end, what, result }): DialogueCall => {
    const asked = what as { readonly method: 'load' } | { readonly method: 'write'; readonly tag: string };
    const answered =
      result === undefined
        ? {}
        : result.type === 'error'
          ? { error: result.error }
          : { answer: result.answer as WriteAnswer & LoadAnswer };
    return { client, begin, end, call: { ...asked, ...answered } };
  });
}

/** What the dialogue holds now. */
export async function dialogueEnd(store: DialogueStore, id: DialogueId): Promise<DialogueEnd> {
  const log: { n: number; hash: string }[] = [];
  for (let from: number | undefined = 1; from !== undefined;) {
    const page: { readonly entries: readonly { n: number; hash: string }[]; readonly next: number | undefined } =
      await store.history(id, from, 1000);
    log.push(...page.entries.map(({ n, hash }) => ({ n, hash })));
    from = page.next;
  }
  return { log, tags: tagsOf((await store.load(id)).state) };
}
