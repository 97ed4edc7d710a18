import { verifyChainContinuity, type LogEntry } from '@colloquy/core';
import type { DialogueContext } from '../kit/DialogueFixture.ts';
import { benchOf, type Bench } from './bench.ts';
import { hereOf, mover, pinned, type Place } from './crossing.ts';
import { endOf } from './errors.ts';
import { beginning, id, perform, performAll, tension } from './story.ts';
import { briefFinding } from './tampering.ts';

/** Five commits, and nothing of a move. */
export const standing = 5;

export interface Standing extends Bench {
  readonly here: Place;
  readonly log: readonly LogEntry[];
}

export async function dialogue(t: DialogueContext): Promise<Standing> {
  const bench = benchOf(await t.open(), pinned);
  await performAll(bench.store, id, [...beginning, tension]);
  const { log } = await bench.fixture.probe.rows(id);
  return { ...bench, here: hereOf(bench.fixture), log };
}

/** Puts an entry behind the log and makes it the head, whatever it is. */
export async function put({ fixture }: Bench, entry: LogEntry): Promise<void> {
  const { n, commitId, header, body, auth } = entry;
  await fixture.probe.putEntry(id, { n, commitId, header, body, auth });
  await fixture.probe.putHead(id, { n, commitId, header, auth });
}

/** What verify and the keyless check say of a log that ends with this entry, and that readers do not believe it. */
export async function expectRefused(
  t: DialogueContext,
  bench: Bench,
  name: string,
  expected: { readonly told: readonly string[]; readonly why: string; readonly end?: string },
  reason: string,
): Promise<void> {
  const { fixture } = bench;
  const { findings } = await fixture.store(pinned).verify(id);
  const told = findings.map(briefFinding);
  for (const finding of expected.told) {
    t.check(told.includes(finding), reason, { message: name, expected: expected.told, actual: told });
  }
  const options = { tenant: 'tests', movers: [mover.verifier] };
  const { broken } = await verifyChainContinuity(fixture.backend, id, options);
  t.equal(broken?.why, expected.why, reason, `${name}, without keys`);
  const { end = 'integrity_error/boundary' } = expected;
  for (const read of [() => fixture.store(pinned).load(id), () => perform(fixture.store(pinned), id, tension)]) {
    t.equal(await endOf(read), end, reason, name);
  }
}
