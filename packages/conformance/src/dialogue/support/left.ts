import { isColloquyError } from '@colloquy/core';
import type { DialogueContext } from '../kit/DialogueFixture.ts';
import { benchOf, type Bench } from './bench.ts';
import { cross, hereOf, out, pinned, there } from './crossing.ts';
import { beginning, id, performAll, tension } from './story.ts';

/** n of the head before it left. */
export const standing = 5;
/** Of the move that `left` makes. */
export const moveId = '1'.repeat(32);

/** A dialogue that has left this store, and wherewith to look at it. */
export async function left(t: DialogueContext): Promise<Bench> {
  const bench = benchOf(await t.open(), pinned);
  await performAll(bench.store, id, [...beginning, tension]);
  await cross(bench.fixture, [out('1', hereOf(bench.fixture))]);
  return bench;
}

/** What a refusal says: its code and its context. */
export async function refusalOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    await call();
    return 'ok';
  } catch (error) {
    return isColloquyError(error) ? { code: error.code, ...error.context } : String(error);
  }
}

/** What a writer of it is told. */
export const refusal = { code: 'dialogue_moved', dialogueId: id, status: 'moved', moveId, ...there, n: standing + 1 };

/** Nothing came behind `migrate.out`. */
export async function expectUnwritten(
  t: DialogueContext,
  { fixture }: Bench,
  reason: string,
  name: string,
): Promise<void> {
  t.equal((await fixture.probe.rows(id)).log.length, standing + 1, reason, name);
}
