import {
  createDialogueStore,
  type DialogueHandle,
  type DialogueId,
  type DialogueStore,
  type Keyring,
  type LoadedDialogue,
  type PartitionStore,
  type WriteOptions,
  type Written,
} from '@colloquy/core';
import { createTestKeyring, seededSources } from '@colloquy/core/testing';
import { intercept } from '../dialogue/support/intercept.ts';
import type { LoadAnswer, WriteAnswer } from './DialogueCall.ts';
import type { DialogueStep } from './DialogueStep.ts';
import type { StoreProgram } from './storeProgram.ts';
import { tagsOf } from './tagsOf.ts';

/** How a worker makes a dialogue store over its backend. */
export interface DialogueSetting {
  /** Every process that has it opens the same keys. */
  readonly keySeed: number;
  readonly maxAttempts?: number;
}

/** The keys of a seed, as every process opens them. What is sealed with them is random all the same. */
export async function keyringOfSeed(seed: number): Promise<Keyring> {
  return createTestKeyring({ randomBytes: seededSources({ seed }).randomBytes });
}

/** Plays a script on a dialogue store. */
export async function playDialogue(
  program: StoreProgram,
  setting: DialogueSetting,
  steps: readonly DialogueStep[],
): Promise<void> {
  const { id, reporter, salt: actor } = program;
  const keyring = await keyringOfSeed(setting.keySeed);
  const { maxAttempts } = setting;
  const sending = { count: 0 };
  const backend = watched(program, sending);
  const store = createDialogueStore({
    backend,
    keyring,
    actor,
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
  });
  let handle: DialogueHandle | undefined;

  for (const [at, step] of steps.entries()) {
    if (step.do === 'write') await write(program, store, at, step, sending);
    else if (step.do === 'load') await reporter.call(at, { method: 'load' }, () => store.load(id), loadAnswer);
    else {
      const refresh = async (): Promise<LoadedDialogue> => {
        if (handle !== undefined) return handle.refresh();
        handle = await store.open(id);
        return handle.current;
      };
      await reporter.call(at, { method: 'load' }, refresh, loadAnswer);
    }
    reporter.send({ type: 'step', step: at });
  }
}

/** The backend, with the points at which the process may die around each commit, and a count of what is sent. */
function watched({ store, reaper }: StoreProgram, sending: { count: number }): PartitionStore {
  return intercept(store, {
    commit: async (forward, ...args) => {
      sending.count += 1;
      reaper.beginCommit();
      const called = forward(...args);
      reaper.commitCalled();
      const answer = await called;
      reaper.endCommit(answer.outcome === 'committed');
      return answer;
    },
  });
}

type AnyWrite = (id: DialogueId, input: unknown, options: WriteOptions) => Promise<Written<object>>;

async function write(
  { id, reporter, reaper }: StoreProgram,
  store: DialogueStore,
  at: number,
  { method, tag, input }: Extract<DialogueStep, { do: 'write' }>,
  sending: { count: number },
): Promise<void> {
  const call = reporter.begin(at, { method: 'write', tag });
  sending.count = 0;
  try {
    // The script is the suite's own; what is wrong with an input is for the store to say.
    const { n } = await (store[method] as AnyWrite)(id, input, { operationId: tag });
    const time = reporter.now();
    // A repetition made no commit.
    if (sending.count > 0) reaper.beforeReport();
    reporter.end(call, time, { n, sendings: sending.count } satisfies WriteAnswer);
    if (sending.count > 0) reaper.afterReport();
  } catch (error) {
    reporter.failed(call, reporter.now(), error);
    throw error;
  }
}

function loadAnswer({ n, logHead, state }: LoadedDialogue): LoadAnswer {
  return { n, logHead, tags: tagsOf(state) };
}
