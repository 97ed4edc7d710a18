import { ColloquyError } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf } from '../support/errors.ts';
import { withPort } from '../support/moves.ts';
import { activeAt, filled, idAt, storeMover } from '../support/wholes.ts';
import { outcomes } from './mgWhole.ts';

export const mgWholeFaultLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-WHOLE-02',
    title: 'so many are claimed and not yet active as the caller says, and no more',
    run: async (t) => {
      for (const concurrency of [1, 3]) {
        await t.using(async (fixture) => {
          const pair = await filled(fixture, 7);
          const [open, most] = [new Set<unknown>(), [0]];
          const target = withPort(pair.target.fixture.backend, async (name, call, [id, change]) => {
            if (name !== 'change') return call();
            const { to } = change as { readonly to: { readonly status: string } | null };
            const answer = await call();
            if (to === null) open.delete(id);
            else if (to.status === 'importing') open.add(id);
            most.push(open.size);
            // Others get their turn while this one is claimed.
            await new Promise((resolve) => setImmediate(resolve));
            return answer;
          });
          const report = await storeMover(pair, { target, concurrency }).migrateStore();
          t.equal(report.totals.moved, 7, 'not-moved');
          t.equal(Math.max(...most), concurrency, 'other-concurrency');
        });
      }
      const pair = await filled(await t.open(), 0);
      for (const concurrency of [0, 65, 1.5]) {
        const end = await endOf(async () => storeMover(pair, { concurrency }));
        t.equal(end, 'invalid_argument', 'any-concurrency', String(concurrency));
      }
    },
  },
  {
    clause: 'MG-WHOLE-02',
    title: 'a target that is full ends it: nothing new is begun, what was in transit goes back into use, or is left',
    run: async (t) => {
      for (const whenFull of ['cancel', 'leave'] as const) {
        await t.using(async (fixture) => {
          const pair = await filled(fixture, 8);
          const begun = new Set<unknown>();
          let batches = 0;
          const target = withPort(pair.target.fixture.backend, async (name, call, [id]) => {
            if (name === 'change') begun.add(id);
            if (name === 'writeBatch' && (batches += 1) > 2) throw new ColloquyError('storage_full', 'Full.');
            return call();
          });
          const report = await storeMover(pair, { target, concurrency: 2, whenFull }).migrateStore();
          t.check(begun.size <= 4, 'begins-new', { expected: 'at most 4', actual: begun.size });
          const closed: string[] = [];
          for (const { dialogueId, outcome, code } of report.dialogues) {
            const at = await activeAt(pair, dialogueId);
            if (at === 'nowhere') closed.push(dialogueId);
            const expected = { target: 'moved', nowhere: 'in-transit', source: 'cancelled', both: 'never' }[at];
            const isNotBegun = outcome === 'not-checked' && at === 'source';
            t.check(isNotBegun || outcome === expected, 'other-outcome', { actual: `${outcome} at ${at}` });
            if (outcome !== 'moved') t.equal(code, 'storage_full', 'other-code');
          }
          t.equal(report.dialogues.length, 8, 'left-out');
          t.check(closed.length > 0 === (whenFull === 'leave'), 'left-closed', { message: whenFull, actual: closed });
          const again = await storeMover(pair).migrateStore();
          t.equal(again.totals.moved + report.totals.moved, 8, 'not-resumed');
        });
      }
    },
  },
  {
    clause: 'MG-WHOLE-02',
    title: 'what is taken back at a second attempt is told as that, and not as what the first attempt met',
    run: async (t) => {
      const pair = await filled(await t.open(), 1);
      let [batches, changes] = [0, 0];
      const target = withPort(pair.target.fixture.backend, async (name, call) => {
        const isFull = name === 'writeBatch' && (batches += 1) > 0;
        // The claim is the first change, the first attempt at an end the second one.
        const isRefused = name === 'change' && (changes += 1) === 2;
        if (isFull || isRefused) throw new ColloquyError('storage_full', 'Full.');
        return call();
      });
      const { dialogues } = await storeMover(pair, { target }).migrateStore();
      const told = dialogues.map(({ outcome, code, message = '' }) => [
        outcome,
        code,
        message.includes('was cancelled'),
        message.includes('could not be cancelled'),
      ]);
      t.equal(told, [['cancelled', 'storage_full', true, false]], 'other-outcome');
      t.equal(await activeAt(pair, idAt(0)), 'source', 'left-closed');
    },
  },
  {
    clause: 'MG-WHOLE-02',
    title: 'what befalls one dialogue does not stop the others, also where the source is the one that is full',
    run: async (t) => {
      const pair = await filled(await t.open(), 5);
      const source = withPort(pair.source.fixture.backend, async (name, call, [id]) => {
        if (name === 'change' && id === idAt(1)) throw new ColloquyError('storage_full', 'The source is full.');
        return call();
      });
      const report = await storeMover(pair, { source, concurrency: 2 }).migrateStore();
      const others = Object.fromEntries([0, 2, 3, 4].map((at) => [idAt(at), 'moved']));
      t.equal(outcomes(report), { ...others, [idAt(1)]: 'cancelled storage_full' }, 'stops-others');
      t.equal(await activeAt(pair, idAt(1)), 'source', 'stops-others');
    },
  },
];
