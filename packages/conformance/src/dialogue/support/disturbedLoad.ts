import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { benchOf, type Bench } from './bench.ts';
import { Chronicle } from './Chronicle.ts';
import { sure } from './errors.ts';
import { rootWriter, scorer } from './interfere.ts';
import { laggingLoad } from './lagging.ts';
import { beginning, id, perform, performAll, perspective, tension } from './story.ts';

/** A dialogue of some size, and what others may do to it while it is read. */
export async function prepared(t: DialogueContext) {
  const fixture = await t.open();
  const writer = fixture.store();
  await performAll(writer, id, [...beginning, tension, perspective, tension, tension]);
  const chronicle = new Chronicle(fixture.store(), id);
  await chronicle.note();
  const n = beginning.length + 4;
  let at = 0;
  const scores = scorer(writer);
  const root = rootWriter(writer);
  const many: readonly (() => Promise<void>)[] = [
    scores.act,
    () => perform(writer, id, tension).then(() => undefined),
    root.act,
    () => perform(writer, id, perspective).then(() => undefined),
    () =>
      perform(writer, id, { method: 'commentTension', input: { target: 'T0001', reason: 'Busy.' } }).then(
        () => undefined,
      ),
  ];
  /** Every kind of commit in turn: new records, changed ones, the root. */
  const mixed = async (): Promise<void> => sure(many[at++ % many.length])();
  return { fixture, writer, chronicle, n, mixed, scores, root };
}

/** A reader whose load falls apart around `act`. */
export function laggingReader(fixture: DialogueFixture, act: () => Promise<void>, pattern: number): Bench {
  const backend = laggingLoad(fixture.backend, act, (index) => ((pattern >> (index % 8)) & 1) === 1);
  return benchOf(fixture, { backend });
}

/** Patterns of what a paged load reads early: nothing, everything, halves, and mixtures. */
export const patterns = [0x00, 0xff, 0x0f, 0xf0, 0x55, 0xaa, 0x92, 0x6d] as const;
