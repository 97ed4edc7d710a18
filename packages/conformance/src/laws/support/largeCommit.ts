import { dialogueId, type Commit, type ScopedOutcome } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { Fixture, OpenStore, StoreContext } from '../../kit/AdapterKit.ts';
import { HeldCall } from '../../steps/HeldCall.ts';
import type { EveryStepOptions } from './everyStep.ts';
import { largeCount } from './size.ts';
import { steppedClient } from './stepped.ts';
import type { Writer } from './Writer.ts';

export const largeId = dialogueId('large-stepped');
const id = largeId;

/** Half of the records are there before in an older version, half are new; one that the commit leaves alone comes last. */
export async function prepareLarge(writer: Writer, t: StoreContext): Promise<Commit> {
  const many = manyKeys(largeCount(t.capabilities));
  const some = many.filter((_, at) => at % 2 === 0);
  for (let from = 0; from < some.length; from += 90) await writer.commit({ puts: some.slice(from, from + 90) });
  await writer.commit({ puts: [itemKey(5000)] });
  return writer.draft({ puts: many, checks: [itemKey(5000), itemKey(6000)] });
}

/** A large commit that stands still at each step. */
export function largeCommit(
  t: StoreContext,
  check: EveryStepOptions<Commit, ScopedOutcome>['check'],
): EveryStepOptions<Commit, ScopedOutcome> {
  return {
    id,
    prepare: (writer) => prepareLarge(writer, t),
    start: (store, commit) => store.commit(id, commit),
    check,
  };
}

/** Whether the commit has taken effect, by the head alone; the model follows. */
export async function followHead(store: OpenStore, writer: Writer, commit: Commit): Promise<boolean> {
  const head = await store.head(id);
  const landed = head?.n === commit.n;
  if (landed && writer.model.n < commit.n) writer.model.commit(commit);
  return landed;
}

/** Leaves a commit that has taken effect and that nobody has finished: its sender dies at the first step after which it shows. */
export async function leaveUnfinished(
  t: StoreContext,
  fixture: Fixture,
  writer: Writer,
  commit: Commit,
): Promise<void> {
  for (let steps = 1; !(await followHead(fixture.store, writer, commit)); steps++) {
    const { gate, store } = await steppedClient(t, fixture);
    const call = new HeldCall(gate, () => store.commit(id, commit));
    const running = await call.advance(steps);
    gate.kill();
    if (!running) break;
  }
  await followHead(fixture.store, writer, commit);
}
