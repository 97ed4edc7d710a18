import { whenRoomy } from '../../laws/support/applies.ts';
import { isColloquyError, type DialogueState, type Diagnosis } from '@colloquy/core';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, sure } from '../support/errors.ts';
import { headOf } from '../support/keyWork.ts';
import { canonical } from '../support/spec.ts';
import { dumpOf } from '../support/state.ts';
import { id, perform, perspective, roundBatch, tension, type Step } from '../support/story.ts';
import { isOneOf, itemsOf, layDown, mixed, numbersOf, subsetsOf, type Moment, type TornItem } from '../support/torn.ts';
import { momentsOf, ofKeys, several, single, type LastCommits } from '../support/tornStory.ts';

const reason = 'Restored the copy of last night.';

/** Lays down torn rows and repairs them; undefined when they are whole, or cannot be repaired. */
async function repaired(
  t: DialogueContext,
  fixture: DialogueFixture,
  moments: readonly Moment[],
  chosen: (item: TornItem) => Moment,
  message: string,
): Promise<Diagnosis | undefined> {
  const rows = mixed(moments, chosen);
  await layDown(fixture.probe, rows);
  const recovery = fixture.recovery();
  const found = await recovery.doctor(id);
  const { digest, verdict, obstacles } = found;
  const call = () => recovery.reattest(id, { digest, reason });
  if (verdict !== 'torn' || obstacles.length > 0) {
    const before = await dumpOf(fixture.probe, id);
    const end = await endOf(call);
    const expected = isOneOf(rows, moments) ? 'invalid_argument' : 'integrity_error/';
    t.check(end.startsWith(expected), 'not-refused', { message, expected, actual: end });
    t.equal(await dumpOf(fixture.probe, id), before, 'wrote', message);
    return undefined;
  }
  const end = await endOf(call);
  t.equal(end, 'ok', 'not-repaired', `${message} ${JSON.stringify(found.records)}`);
  return found;
}

/** What the records that stand there say, by key; the number of events apart, which a repair may raise. */
function textsOf(state: DialogueState): Map<string, string> {
  return new Map([...state.entries()].map(([key, entity]) => [key, canonical({ ...entity, eventCount: 0 })]));
}

/** Every record that stood there is there, as it stood, and nothing else. */
async function expectKept(
  t: DialogueContext,
  fixture: DialogueFixture,
  moments: readonly Moment[],
  chosen: (item: TornItem) => Moment,
  message: string,
): Promise<void> {
  const { findings, ok, reattestations } = await fixture.store().verify(id);
  t.check(ok, 'not-sound', { message, actual: findings });
  const orphans = new Set((reattestations.at(-1)?.statement?.orphans ?? []).map(({ key }) => key as string));
  const { state } = await fixture.store().load(id);
  const now = textsOf(state);
  const items = new Set(itemsOf(moments));
  const keys = new Set(moments.flatMap((moment) => [...moment.state.entries()].map(([key]) => key)));
  for (const key of keys) {
    const moment = items.has(key) ? chosen(key) : sure(moments[0]);
    const stood = textsOf(moment.state).get(key);
    if (stood !== undefined && orphans.has(key)) continue;
    t.equal(now.get(key), stood, 'not-kept', `${message}: ${key}`);
    now.delete(key);
  }
  t.equal([...now.keys()], [], 'invented', message);
}

const writes: readonly Step[] = [
  perspective,
  tension,
  { method: 'createRound', input: { round: 1, panel: [{ slug: 'scone', source: 'retained' }] } },
  { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } },
  { method: 'transitionItem', input: { target: 'T0001', status: 'reopened' } },
  { method: 'commentTension', input: { target: 'T0002', actors: ['scone'], reason: 'And this one?' } },
  { method: 'registerRound', input: roundBatch(1) },
  { method: 'registerRound', input: roundBatch(2) },
];

/** Whatever a planner says to it, no write meets damage. */
async function expectWritable(t: DialogueContext, fixture: DialogueFixture, message: string): Promise<void> {
  const { n } = await headOf(fixture);
  const store = fixture.store();
  for (const step of writes) {
    try {
      await perform(store, id, step);
    } catch (error) {
      const isDomain = isColloquyError(error, 'batch_validation_failed');
      t.check(isDomain, 'not-writable', { message: `${message}: ${step.method}: ${String(error)}`, cause: error });
    }
  }
  t.check((await headOf(fixture)).n > n + 1, 'not-writable', { message: `${message}: hardly anything was written` });
  const { ok, findings } = await fixture.store().verify(id);
  t.check(ok, 'not-sound', { message: `${message}, after writes`, actual: findings });
  await fixture.store().load(id);
}

/** Lays down torn rows of one story after the other (of a single commit all of them, with the usual number of runs), repairs them, and looks at what has become of them. */
async function tryStory(t: DialogueContext, story: LastCommits, tries: number): Promise<void> {
  const { fixture, moments } = await momentsOf(t, story);
  const random = numbersOf(t.seed + 1);
  const [first, last] = [sure(moments[0]), sure(moments.at(-1))];
  let count = 0;
  for (const subset of subsetsOf(itemsOf(moments), tries, random)) {
    // With several commits, an item may be that of any moment between.
    const pick = (): Moment => sure(moments[1 + Math.floor(random() * (moments.length - 1))]);
    const of = new Map([...subset].map((item) => [item, moments.length > 2 ? pick() : last]));
    const chosen = (item: TornItem): Moment => of.get(item) ?? first;
    const message = `seed ${t.seed}: ${[...of].map(([item, { rows }]) => `${item}@${rows.head?.n}`).join(', ')}`;
    const found = await repaired(t, fixture, moments, chosen, message);
    if (found === undefined) continue;
    count += 1;
    const head = await headOf(fixture);
    t.equal([head.n, head.kind], [found.end + 1, 'reattest'], 'other-entry', message);
    await expectKept(t, fixture, moments, chosen, message);
    // Half of them, so that this stays short where every request takes its time.
    if (count % 2 === 1) await expectWritable(t, fixture, message);
  }
  // A few subsets may all be whole, or beyond repair.
  t.check(count > 0 || tries < 8, 'hardly-tried', { message: story.name });
}

export const raAttestLaws: readonly DialogueLaw[] = [...single, ...several, ...ofKeys].map((story) => {
  const isWhole = single.includes(story);
  return {
    clause: 'RA-ATTEST-01',
    ...(isWhole ? {} : { applies: whenRoomy }),
    title: `${isWhole ? 'every subset' : 'subsets'} of the items of ${story.name}: what stands is kept, and then it loads, verifies and takes writes`,
    run: async (t) => tryStory(t, story, isWhole ? 2 * t.runs : t.runs / 2),
  };
});
