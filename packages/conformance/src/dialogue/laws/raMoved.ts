import { MemoryMoveRegister } from '@colloquy/core';
import type { RawRows } from '../../kit/RawProbe.ts';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { there, type Crossing } from '../support/crossing.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { keyed } from '../support/keyWork.ts';
import { crossing, here, leave, portOf, residenceText, settleAt } from '../support/moving.ts';
import { first, holding, note, published, trusted } from '../support/registered.ts';
import { expectSound, dumpOf } from '../support/state.ts';
import { id, perform } from '../support/story.ts';

const reason = 'Restored the backup of 03:00.';

/** A dialogue before and after its last write, at its place. */
async function written(t: DialogueContext): Promise<{ fixture: DialogueFixture; before: RawRows; after: RawRows }> {
  const fixture = await keyed(t);
  const keyring = await settleAt(fixture, here);
  const before = await fixture.probe.rows(id);
  await perform(fixture.store({ keyring }), id, note);
  return { fixture, before, after: await fixture.probe.rows(id) };
}

/** Rows with the records of before: torn. */
function behind(rows: RawRows, { records }: RawRows): RawRows {
  return { ...rows, records };
}

/** Rows with boundary entries more, the last of which is the head. */
function crossed(rows: RawRows, crossings: readonly Omit<Crossing, 'move' | 'source' | 'target'>[]): RawRows {
  let { log } = rows;
  for (const each of crossings) log = [...log, crossing(log, { ...first, ...each })];
  return { ...rows, log, head: sure(log.at(-1)) };
}

async function recoveryOf(fixture: DialogueFixture, more: { register?: MemoryMoveRegister } = {}) {
  return fixture.recovery({ keyring: await fixture.openKeyring(), trusted, ...more });
}

async function expectMoved(t: DialogueContext, fixture: DialogueFixture, message: string): Promise<void> {
  const recovery = await recoveryOf(fixture);
  const { verdict, obstacles, digest } = await recovery.doctor(id);
  t.equal([verdict, obstacles], ['torn', ['moved']], 'wrong-diagnosis', message);
  const dump = await dumpOf(fixture.probe, id);
  await expectEnd(t, () => recovery.reattest(id, { digest, reason }), 'integrity_error/not_repairable', 'reattested');
  t.equal(await dumpOf(fixture.probe, id), dump, 'written', message);
}

export const raMovedLaws: readonly DialogueLaw[] = [
  {
    clause: 'RA-DOCTOR-06',
    title:
      'a dialogue that has left by an entry, by the head or by its residence has the obstacle moved, and no repair',
    run: async (t) => {
      const { before, after } = await written(t);
      const out = crossed(after, [{ kind: 'migrate.out' }]);
      await expectMoved(t, await holding(t, { ...out, head: after.head }, here), 'the entry without its head');
      await expectMoved(t, await holding(t, { ...out, log: after.log }, here), 'the head without its entry');
      await expectMoved(t, await holding(t, behind(out, before), here), 'the log');
      const stray = crossed(out, [{ kind: 'migrate.cancel' }]);
      const gap = stray.log.filter(({ n }) => n !== after.log.length);
      await expectMoved(t, await holding(t, { ...out, log: gap.slice(0, -1) }, here), 'an entry behind a gap');
      const resident = await holding(t, behind(after, before), here);
      const { n, commitId } = sure(after.head);
      const to = { status: 'moved', move: residenceText('d', there) } as const;
      const { changed } = await portOf(resident).change(id, { from: null, to, head: { n, commitId } });
      t.check(changed, 'the-test-itself');
      await expectMoved(t, resident, 'the residence');
      const arrived = crossed(after, [{ kind: 'migrate.out' }, { kind: 'migrate.in' }]);
      const elsewhere = await recoveryOf(await holding(t, behind(arrived, before), here));
      t.check((await elsewhere.doctor(id)).verdict !== 'sound', 'wrong-diagnosis', {
        message: 'rows of another store',
      });
    },
  },
  {
    clause: 'RA-DOCTOR-06',
    title: 'the register of moves is asked too: what it knows of a later state is told, and stands in the way',
    run: async (t) => {
      const { fixture, before, after } = await written(t);
      const register = new MemoryMoveRegister();
      await published(register, await leave(fixture, first));
      const sound = await recoveryOf(await holding(t, after, here), { register });
      const told = await sound.doctor(id);
      t.equal([told.verdict, told.rolledBack.length], ['rolled_back', 1], 'wrong-diagnosis');
      const torn = await recoveryOf(await holding(t, behind(after, before), here), { register });
      const { verdict, obstacles, digest } = await torn.doctor(id);
      t.equal([verdict, obstacles], ['torn', ['moved']], 'wrong-diagnosis');
      const call = () => torn.reattest(id, { digest, reason, acceptRollback: true });
      await expectEnd(t, call, 'integrity_error/not_repairable', 'reattested');
    },
  },
  {
    clause: 'RA-DOCTOR-03',
    title:
      "no time is counted from a mover's clock, a year ahead or behind; a repair follows the entry with which it came",
    run: async (t) => {
      const { before, after } = await written(t);
      const year = 365 * 24 * 3_600_000;
      for (const time of [Date.UTC(2026, 0, 1) + year, Date.UTC(2026, 0, 1) - year]) {
        for (const kind of ['migrate.in', 'migrate.cancel'] as const) {
          const at = kind === 'migrate.in' ? there : here;
          const rows = crossed(after, [
            { kind: 'migrate.out', header: { time } },
            { kind, header: { time } },
          ]);
          const fixture = await holding(t, behind(rows, before), at);
          const recovery = await recoveryOf(fixture);
          const { verdict, obstacles, digest, end } = await recovery.doctor(id);
          t.equal([verdict, obstacles], ['torn', []], 'counted', `${kind} at ${time}`);
          const { n } = await recovery.reattest(id, { digest, reason });
          t.equal(n, end + 1, 'not-repaired');
          const keyring = await fixture.openKeyring();
          await expectSound(t, fixture.store({ keyring, trusted }), id, 'not-repaired');
          t.equal(await endOf(() => perform(fixture.store({ keyring, trusted }), id, note)), 'ok', 'not-repaired');
        }
      }
    },
  },
];
