import {
  createDialogueStore,
  dialogueId,
  exportDocument,
  MemoryPartitionStore,
  scoreboard,
  type DialogueId,
  type DialogueState,
  type Mover,
} from '@colloquy/core';
import { createTestKeyring } from '@colloquy/core/testing';
import { canonical } from '../../../../src/dialogue/support/spec.ts';
import { dyingAfter, Killed } from '../../../../src/dialogue/support/moves.ts';
import { experts, largeRound } from '../../../large/largeRound.ts';
import type { Errand } from '../child/Job.ts';
import { lookAt, type Look } from './look.ts';
import type { SideName, Stage } from './Stage.ts';

/** A dialogue that an errand is about to be done for. */
export interface Scene {
  readonly id: DialogueId;
  readonly errand: Errand;
  /** The store that takes its writes, or took them last; and the other one. */
  readonly giver: SideName;
  readonly taker: SideName;
  /** Everything as it was before the errand: all that was ever acknowledged. */
  readonly before: Look;
  /** The canonical export, and the figures of the scoreboard, read with keys. */
  readonly document: string;
}

let document: Promise<unknown> | undefined;

/** A dialogue of which more than one batch is copied, and more than one removed. */
async function template(): Promise<unknown> {
  const id = dialogueId('template');
  const store = createDialogueStore({ backend: new MemoryPartitionStore(), keyring: await createTestKeyring() });
  await store.create(id, { title: 'Where to keep it', question: 'One store or two?' });
  for (const slug of experts) await store.registerExpert(id, { slug, role: 'Voice', tier: 'Core', source: 'pool' });
  await store.registerRound(id, largeRound({ items: 10, moves: 10 }));
  return exportDocument((await store.load(id)).state);
}

export function documentOf(state: DialogueState): string {
  return canonical({ document: exportDocument(state), figures: scoreboard(state) });
}

/** Makes a new dialogue and brings it to where the errand begins. */
export async function prepareScene(stage: Stage, errand: Errand, name: string): Promise<Scene> {
  const id = dialogueId(name);
  await stage.forgetPeers();
  await stage.dialogues(stage.source).importDocument(id, await (document ??= template()));
  await stage.dialogues(stage.source).scoreExpert(id, { expert: 'muffin', round: 0, score: 40 });
  await approach(stage.mover(errand === 'cancel' ? dyingAfter('copy') : {}), errand, id);
  const isThere = errand === 'back' || errand === 'purge';
  if (isThere) {
    // What is written at the target is the tail of a way back.
    const there = stage.dialogues(stage.target);
    await there.scoreExpert(id, { expert: 'muffin', round: 0, score: 41 });
    await there.commentTension(id, { target: 'T0001', actors: ['scone'], reason: 'Still unclear.' });
  }
  const [giver, taker] = errand === 'back' ? (['target', 'source'] as const) : (['source', 'target'] as const);
  const { state } = await stage.dialogues(isThere ? stage.target : stage.source).load(id);
  return { id, errand, giver, taker, before: await lookAt(stage, id), document: documentOf(state) };
}

async function approach(mover: Mover, errand: Errand, id: DialogueId): Promise<void> {
  if (errand === 'start') return;
  try {
    await mover.start(id);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
}
