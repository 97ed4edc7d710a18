import { doctorWithoutKeys, type Diagnosis } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { keyed } from '../support/keyWork.ts';
import { dumpOf } from '../support/state.ts';
import { id } from '../support/story.ts';
import { expectedOf, isOneOf, itemsOf, layDown, mixed, numbersOf, subsetsOf, type Moment } from '../support/torn.ts';
import { momentsOf, ofKeys, several, single, type LastCommits } from '../support/tornStory.ts';

function briefly({ records }: Diagnosis): readonly string[] {
  return records.map(({ key, state, stands, log }) => `${key} ${state} ${stands} ${log}`);
}

export const raDoctorLaws: readonly DialogueLaw[] = [
  {
    clause: 'RA-DOCTOR-01',
    title:
      'a sound dialogue is sound with and without keys, nothing is written, and one that is not there is not found',
    run: async (t) => {
      const fixture = await keyed(t);
      const before = await dumpOf(fixture.probe, id);
      const found = await fixture.recovery().doctor(id);
      const keyless = await doctorWithoutKeys(fixture.backend, id);
      for (const each of [found, keyless]) {
        t.equal([each.verdict, each.records, each.findings, each.obstacles], ['sound', [], [], []], 'not-sound');
        t.equal(each.dialogueId, id, 'not-scoped');
      }
      t.equal([found.level, keyless.level], ['keys', 'structure'], 'wrong-level');
      t.equal(found.head, found.end, 'not-sound');
      t.equal(found.digest, keyless.digest, 'other-digest');
      t.equal(await dumpOf(fixture.probe, id), before, 'wrote');
      const other = 'nobody' as typeof id;
      await expectEnd(t, () => fixture.recovery().doctor(other), 'dialogue_not_found', 'found-nothing');
      await expectEnd(t, () => doctorWithoutKeys(fixture.backend, other), 'dialogue_not_found', 'found-nothing');
    },
  },
  ...[...single, ...several, ...ofKeys].map((story): DialogueLaw => {
    const isWhole = single.includes(story);
    return {
      clause: 'RA-DOCTOR-02',
      title: `${isWhole ? 'every subset' : 'subsets'} of the items of ${story.name}: torn unless whole, each record named with what stands and what the log says`,
      run: async (t) => tryStory(t, story, isWhole ? 2 * t.runs : t.runs),
    };
  }),
];

async function tryStory(t: DialogueContext, story: LastCommits, tries: number): Promise<void> {
  const { fixture, moments } = await momentsOf(t, story);
  const random = numbersOf(t.seed);
  const [first, last] = [sure(moments[0]), sure(moments.at(-1))];
  for (const subset of subsetsOf(itemsOf(moments), tries, random)) {
    // With several commits, an item may be that of any moment between.
    const pick = (): Moment => sure(moments[1 + Math.floor(random() * (moments.length - 1))]);
    const chosen = new Map([...subset].map((item) => [item, moments.length > 2 ? pick() : last]));
    const rows = mixed(moments, (item) => chosen.get(item) ?? first);
    await layDown(fixture.probe, rows);
    const found = await fixture.recovery().doctor(id);
    const message = `seed ${t.seed}: ${[...chosen].map(([item, moment]) => `${item}@${moment.rows.head?.n}`).join(', ')}`;
    const { end, records, sealed } = expectedOf(rows, moments);
    const expected = isOneOf(rows, moments) ? 'sound' : sealed.length > 0 ? 'undetermined' : 'torn';
    t.equal(found.verdict, expected, 'wrong-verdict', `${message} ${JSON.stringify(found.findings)}`);
    t.equal([found.head, found.end], [rows.head?.n ?? 0, end], 'wrong-end', message);
    t.equal([briefly(found), found.unproven], [records, sealed], 'wrong-records', message);
    const strays = rows.log.filter(({ n }) => n > end).map(({ n }) => n);
    const told = found.strayEntries.map(({ n }) => n);
    t.equal(told, strays, 'wrong-entries', message);
    const lost = Math.max(rows.head?.n ?? 0, ...strays, ...found.records.map(({ stands }) => stands));
    t.equal(found.lostEntries, lost > end ? { from: end + 1, to: lost } : undefined, 'wrong-entries', message);
  }
}
