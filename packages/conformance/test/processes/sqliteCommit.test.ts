import { dialogueId } from '@colloquy/core';
import { expect, test } from 'vitest';
import { manyKeys } from '../../src/data/names.ts';
import type { Death } from '../../src/processes/Death.ts';
import { Dice } from '../../src/processes/Dice.ts';
import { openElsewhere } from '../../src/processes/openElsewhere.ts';
import { storeHistory } from '../../src/processes/storeHistory.ts';
import { judgePlay, playStores } from '../../src/processes/storePlay.ts';
import type { StoreStep } from '../../src/processes/StoreStep.ts';
import { tagOf } from '../../src/processes/tagsOf.ts';
import { tagKey } from '../../src/processes/judgeTags.ts';
import { ModelDialogue } from '../../src/model/ModelDialogue.ts';
import { runs, settings } from '../settings.ts';
import { sqliteKit } from '../kits/sqlite.ts';

const id = dialogueId('thousand');
const name = 'k0';

/** 1 000 changes: what a commit may have at most. */
function thousand(at: number): StoreStep {
  const tag = tagOf(name, at);
  return { do: 'write', tag, keys: [...manyKeys(999), tagKey(tag)] };
}

test('a commit of 1 000 records, killed around COMMIT and between its statements, is there whole or not at all', async () => {
  const kit = sqliteKit();
  // The statements of such a commit: two points each.
  const trial = await kit.create();
  let points = 0;
  try {
    if (trial.elsewhere === undefined) throw new TypeError('the kit must be for several processes');
    const store = await openElsewhere(trial.elsewhere, () => (points += 1));
    const model = new ModelDialogue(id);
    model.commit(model.draft({ puts: manyKeys(1000) }));
    points = 0;
    await store.commit(id, model.commits[0] ?? model.draft());
    await store.close();
  } finally {
    await trial.close();
  }
  // BEGIN, entry and head, 1 000 conditions, 1 000 records, entry, head, COMMIT.
  expect(points).toBe(2 * (1 + 2 + 1000 + 1000 + 2 + 1));

  const within = new Dice(settings.seed).spread(points - 2, runs(4));
  const places = [...within, points - 1, points];
  const deaths = places.map((at): Death => ({ at, commit: 1 }));
  const landed: boolean[] = [];
  const fixture = await kit.create();
  try {
    const steps = Array.from({ length: deaths.length + 1 }, (_, at) => thousand(at));
    const { operations, done, schedule } = await playStores({
      elsewhere: fixture.elsewhere ?? { module: '', config: null },
      id,
      clients: [{ name, steps, death: (life) => deaths[life] }],
      between: async (calls) => {
        const store = await fixture.reopen();
        const when = `seed ${settings.seed}, killed at ${places[landed.length]} of ${points}`;
        const sent = storeHistory(id, calls);
        expect(await judgePlay(store, id, sent), when).toEqual([]);
        const last = sent.findLast(({ call }) => call.method === 'commit')?.call;
        landed.push(last?.method === 'commit' && (await store.head(id))?.commitId === last.commit.commitId);
      },
    });
    // Whole from the end of COMMIT on, and not at all before its beginning.
    const expected = places.map((at) => at === points);
    expect(landed, `${places.join(' ')}\n${schedule.join('\n')}`).toEqual(expected);
    expect(await judgePlay(await fixture.reopen(), id, operations, done)).toEqual([]);
  } finally {
    await fixture.close();
  }
}, 60_000);
