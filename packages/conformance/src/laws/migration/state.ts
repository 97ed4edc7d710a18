import { dialogueId, type ResidenceChange } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { Fixture, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { batchOf, entryOf, Moving, portOf, residenceOf } from './Moving.ts';

/** A transition that must not take place: it is told so, and everything stands as before. */
async function expectRefused(
  t: StoreContext,
  { probe }: Fixture,
  moving: Moving,
  change: ResidenceChange,
  reason: string,
  message: string,
): Promise<void> {
  const before = await probe.rows(moving.id);
  const { changed, head, residence, dialogueId: of } = await moving.port.change(moving.id, change);
  const expected = { changed: false, head: moving.head, residence: moving.residence, of: moving.id };
  t.equal({ changed, head, residence, of }, expected, reason, message);
  t.equal(await probe.rows(moving.id), before, reason, message);
  await moving.expectStands(reason, message);
}

const other = residenceOf('aborted', 'other');

export const stateLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-STATE-01',
    title: 'where another residence stands, or none, or one in place of none, nothing is changed',
    run: async (t) => {
      const fixture = await t.open();
      const moving = new Moving(t, fixture.store);
      const wrong = (from: ResidenceChange['from']): ResidenceChange => ({ ...moving.change(other), from });
      const { status, move } = residenceOf('importing', 'one');
      await expectRefused(t, fixture, moving, wrong({ status, move }), 'residence-not-compared', 'upon no row');
      await moving.to('importing', 'one');
      const texts = [move.toUpperCase(), `${move} `, move.slice(0, -1), move.replace('one', 'onf'), ''];
      const upon = async (): Promise<void> => {
        const standing = t.present(moving.residence ?? undefined, 'the-test-itself');
        const statuses = (['importing', 'aborted', 'moved', 'purging', 'purged'] as const).filter(
          (each) => each !== standing.status,
        );
        const others = [
          null,
          ...statuses.map((each) => ({ status: each, move: standing.move })),
          ...texts.map((text) => ({ status: standing.status, move: text })),
        ];
        for (const from of others) {
          const message = `${from?.status ?? 'none'} ${from?.move ?? ''} upon ${standing.status}`;
          await expectRefused(t, fixture, moving, wrong(from), 'residence-not-compared', message);
        }
      };
      await upon();
      const ordinary = new Moving(t, fixture.store, 'ordinary');
      await ordinary.commit({ puts: [itemKey(0)] });
      const forged = { ...ordinary.change(other), from: { status, move } };
      await expectRefused(t, fixture, ordinary, forged, 'residence-not-compared', 'upon an active dialogue');
      await moving.to('aborted', 'one');
      await upon();
    },
  },
  {
    clause: 'MG-STATE-01',
    title: 'where another head stands, or none, or one in place of none, nothing is changed',
    run: async (t) => {
      const fixture = await t.open();
      const moving = new Moving(t, fixture.store);
      const claim = residenceOf('importing', 'one');
      const none = { n: 1, commitId: '0'.repeat(32) };
      await expectRefused(
        t,
        fixture,
        moving,
        { ...moving.change(claim), head: none },
        'head-not-compared',
        'upon none',
      );
      await moving.commit({ puts: [itemKey(0)] });
      await moving.commit();
      const leave = (): ResidenceChange =>
        moving.change(residenceOf('moved', 'one'), entryOf(moving.writer.draft({ variant: 5 })));
      const upon = async (change: ResidenceChange): Promise<void> => {
        const { n, commitId } = t.present(change.head ?? undefined, 'the-test-itself');
        const id = commitId.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
        for (const head of [null, { n: n - 1, commitId }, { n, commitId: id }]) {
          const message = `head ${head?.n ?? 'none'} ${head?.commitId ?? ''}`;
          await expectRefused(t, fixture, moving, { ...change, head }, 'head-not-compared', message);
        }
      };
      await upon(leave());
      await moving.withEntry(residenceOf('moved', 'one'));
      await upon(moving.change(residenceOf('purging', 'one')));
      await upon(moving.change(null, leave().entry));
    },
  },
  {
    clause: 'MG-STATE-01',
    title: 'where an entry stands at its n, or entry 1 without a row, nothing is changed',
    run: async (t) => {
      const fixture = await t.open();
      const moving = new Moving(t, fixture.store);
      await moving.commit({ puts: [itemKey(0)] });
      const stray = entryOf(moving.writer.draft({ variant: 7 }));
      await fixture.probe.putEntry(moving.id, stray);
      const entry = entryOf(moving.writer.draft({ variant: 5 }));
      const leave = moving.change(residenceOf('moved', 'one'), entry);
      await expectRefused(t, fixture, moving, leave, 'entry-replaced', 'an entry without its head');
      const headless = new Moving(t, fixture.store, 'headless');
      await fixture.probe.putEntry(headless.id, { ...entry, n: 1 });
      const claim = headless.change(residenceOf('importing', 'one'));
      await expectRefused(t, fixture, headless, claim, 'log-overlooked', 'a log without a head');
      const aborted = headless.change(residenceOf('aborted', 'one'));
      await expectRefused(t, fixture, headless, aborted, 'log-overlooked', 'a log without a head');
    },
  },
  {
    clause: 'MG-STATE-01',
    title: 'of several at once, by clients of their own, exactly one is told that it took place, and it stands',
    run: async (t) => {
      for (let round = 0; round < Math.max(3, Math.ceil(t.runs / 8)); round++) {
        await t.using(async (fixture) => {
          const ports = [fixture.store, await fixture.second(), await fixture.second()].map((each) => portOf(t, each));
          const moving = new Moving(t, fixture.store);
          const racing = async (changes: readonly ResidenceChange[], what: string): Promise<ResidenceChange> => {
            const answers = await Promise.all(
              changes.map(async (change, at) => ports[at % ports.length]?.change(moving.id, change)),
            );
            const winners = changes.filter((_, at) => answers[at]?.changed === true);
            t.equal(winners.length, 1, 'not-one-winner', `${what}, round ${round}`);
            const winner = t.present(winners[0], 'not-one-winner');
            moving.residence = winner.to;
            for (const answer of answers) t.equal(answer?.residence, winner.to, 'untrue-answer', what);
            return winner;
          };
          const names = Array.from({ length: 6 }, (_, at) => `${round}-${at}`);
          await racing(
            names.map((name, at) => moving.change(residenceOf(at % 2 === 0 ? 'importing' : 'aborted', name))),
            'claims and aborts',
          );
          await moving.expectStands('not-the-winner', 'claims and aborts');
          const left = new Moving(t, fixture.store, 'left');
          await left.commit({ puts: [itemKey(round)] });
          const leaves = names.map((name, at) =>
            left.change(residenceOf('moved', name), entryOf(left.writer.draft({ variant: at + 1 }))),
          );
          const answers = await Promise.all(
            leaves.map(async (change, at) => ports[at % ports.length]?.change(left.id, change)),
          );
          const winners = leaves.filter((_, at) => answers[at]?.changed === true);
          t.equal(winners.length, 1, 'not-one-winner', `leaving, round ${round}`);
          const winner = t.present(winners[0], 'not-one-winner');
          left.residence = winner.to;
          left.follow(t.present(winner.entry, 'the-test-itself'));
          await left.expectStands('not-the-winner', 'leaving');
        });
      }
    },
  },
  {
    clause: 'MG-STATE-02',
    title: 'the same again took place as long as what it set stands; after another it did not, and nothing is changed',
    run: async (t) => {
      const fixture = await t.open();
      const moving = new Moving(t, fixture.store);
      const made: ResidenceChange[] = [];
      /** Every change so far, again: what it set stands, or it does not. */
      const again = async (when: string): Promise<void> => {
        const before = await fixture.probe.rows(moving.id);
        for (const [at, change] of made.entries()) {
          // The last one; and an entry of the log where no residence stands, as none did after it.
          const isLast = at === made.length - 1;
          const expected = {
            changed: isLast || (change.to === null && moving.residence === null),
            head: moving.head,
            residence: moving.residence,
          };
          const { changed, head, residence } = await moving.port.change(moving.id, change);
          const message = `change ${at + 1} of ${made.length} again, ${when}`;
          t.equal({ changed, head, residence }, expected, isLast ? 'not-again' : 'returned', message);
          t.equal(await fixture.probe.rows(moving.id), before, 'written-again', message);
          await moving.expectStands('written-again', message);
        }
      };
      const step = async (making: Promise<ResidenceChange>, when: string): Promise<void> => {
        made.push(await making);
        await again(when);
      };
      await step(moving.to('importing', 'A'), 'claimed');
      await step(moving.to('aborted', 'A'), 'aborted');
      await step(moving.to('importing', 'B'), 'claimed anew');
      for (const puts of [manyKeys(2), [itemKey(0)], [itemKey(1)]]) moving.plan({ puts });
      await moving.copyIn();
      await again('copied');
      await step(moving.withEntry(null), 'activated');
      await moving.commit({ puts: [itemKey(0)] });
      await again('activated, and a commit');
      await step(moving.withEntry(residenceOf('moved', 'C')), 'left');
      await step(moving.withEntry(null), 'reopened');
      await step(moving.withEntry(residenceOf('moved', 'D')), 'left again');
      await step(moving.to('purging', 'D'), 'purging');
      await moving.write(batchOf({ removeRecords: manyKeys(2) }));
      await step(moving.to('purged', 'D'), 'purged');
      await step(moving.to('importing', 'E'), 'claimed over the base');
      await step(moving.to('aborted', 'E'), 'aborted over the base');
    },
  },
  {
    clause: 'MG-STATE-02',
    title: 'another change than the one that took place is not told that it did',
    run: async (t) => {
      const { store } = await t.open();
      const moving = new Moving(t, store);
      await moving.commit({ puts: [itemKey(0)] });
      const leave = await moving.withEntry(residenceOf('moved', 'one'));
      const entry = t.present(leave.entry, 'the-test-itself');
      const others: readonly ResidenceChange[] = [
        { ...leave, entry: { ...entry, auth: Uint8Array.of(1) } },
        { ...leave, entry: { ...entry, body: Uint8Array.of(1) } },
        { ...leave, entry: { ...entry, commitId: '0'.repeat(32) } },
        { ...leave, to: residenceOf('moved', 'two') },
        { ...leave, entry: { ...entry, n: entry.n + 1 } },
      ];
      for (const [at, change] of others.entries()) {
        const { changed, residence } = await portOf(t, store).change(dialogueId('moving'), change);
        t.equal({ changed, residence }, { changed: false, residence: leave.to }, 'untrue-answer', `change ${at}`);
      }
    },
  },
];
