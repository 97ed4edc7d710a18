import {
  CallbackAuditSink,
  MemoryMoveRegister,
  type AuditEvent,
  type BoundaryKind,
  type MoveRegister,
} from '@colloquy/core';
import { createTestAuditTrail, seededSources } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { headerOf } from '../support/keyWork.ts';
import { restatus } from '../support/moving.ts';
import { bothWays, dyingAfter, stateOf, withPort } from '../support/moves.ts';
import { expectSound } from '../support/state.ts';
import { id, perform, tension } from '../support/story.ts';

const kindOf = (header: Uint8Array): string => headerOf(header).kind;

/** What each call of the register was given, in order with what else is told. */
function tellingRegister(told: string[], register: MoveRegister = new MemoryMoveRegister()): MoveRegister {
  return {
    put: async (move, call) => {
      const stands = await register.put(move, call);
      told.push(kindOf(move.entry.header));
      return stands;
    },
    abandon: (move, call) => register.abandon(move, call),
    latest: (dialogue, call) => register.latest(dialogue, call),
    entryAt: (dialogue, logId, n, call) => register.entryAt(dialogue, logId, n, call),
  };
}

export const mgPurgeLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-PURGE-01',
    title:
      'a purge leaves head, log and log roots; killed at every step it is ended by the next, and a move back brings all again',
    run: async (t) => {
      for (const step of ['purge-begin', 'purge-remove', 'purge-end'] as const) {
        await bothWays(t, async (pair) => {
          await pair.mover().start(id);
          const before = await stateOf(pair.source);
          await endOf(() => pair.mover(dyingAfter(step)).purge(id));
          await pair.mover().purge(id);
          const purged = await stateOf(pair.source);
          t.equal(
            [purged.residence, purged.rows.log, purged.rows.head],
            ['purged', before.rows.log, before.rows.head],
            'log-gone',
          );
          t.equal(
            purged.rows.records.map(({ key }) => key),
            ['key#log#0001'],
            'other-records',
            step,
          );
          await perform(pair.store(pair.target), id, tension);
          await pair.mover().back(id);
          t.equal(
            (await stateOf(pair.source)).rows.records,
            (await stateOf(pair.target)).rows.records,
            'not-brought-again',
          );
          await expectSound(t, pair.store(pair.source), id, 'not-sound');
        });
      }
    },
  },
  {
    clause: 'MG-PURGE-02',
    title:
      'nothing is purged unless the dialogue is whole where it went: not while it is on its way, damaged there, or gone from there',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await expectEnd(t, () => pair.mover().purge(id), 'move_refused/not_there', 'purged', 'active');
        await endOf(() => pair.mover(dyingAfter('verify')).start(id));
        await expectEnd(t, () => pair.mover().purge(id), 'move_refused/not_there', 'purged', 'on its way');
        await pair.mover().start(id);
        const { records } = (await stateOf(pair.target)).rows;
        const victim = sure(records.at(-1));
        await pair.target.fixture.probe.removeRecord(id, victim.key);
        await expectEnd(t, () => pair.mover().purge(id), 'integrity_error/source_record', 'purged', 'damaged');
        await pair.target.fixture.probe.putRecord(id, victim);
        const before = (await stateOf(pair.source)).rows;
        await pair.mover().back(id);
        const turned = pair.turned();
        await restatus(turned.source.fixture, 'moved');
        await expectEnd(t, () => pair.mover().purge(id), 'move_refused/not_there', 'purged', 'it came back');
        t.equal((await stateOf(pair.source)).rows.records, before.records, 'purged');
      });
    },
  },
  {
    clause: 'MG-PURGE-03',
    title: 'the answer says what databases keep, and how many records went',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        await pair.mover().start(id);
        const { records } = (await stateOf(pair.source)).rows;
        const { removed, notReached } = await pair.mover().purge(id);
        t.equal(removed, records.length - 1, 'other-number');
        const said = notReached.join(' ');
        for (const word of ['WAL', 'Dead tuples', 'Point-in-time', 'Free pages']) {
          t.check(said.includes(word), 'not-said', { message: word, actual: said });
        }
      });
    },
  },
  {
    clause: 'MG-REGISTER-01',
    title: 'migrate.out is kept before a row is copied, migrate.cancel before the source is open, whoever wrote them',
    run: async (t) => {
      const kinds = (told: readonly string[]): BoundaryKind[] =>
        told.filter((each) => each.startsWith('migrate.')) as BoundaryKind[];
      await bothWays(t, async (pair) => {
        const told: string[] = [];
        const kept = tellingRegister(told);
        const target = withPort(pair.target.fixture.backend, async (name, act) => {
          if (name === 'writeBatch') told.push('copied');
          return act();
        });
        await endOf(() => pair.mover({ kept, ...dyingAfter('leave') }).start(id));
        t.equal(told, [], 'kept-early');
        await pair.mover({ kept, target }).start(id);
        t.equal([told[0], told.at(-1)], ['migrate.out', 'migrate.in'], 'copied-before-kept');
        t.equal(kinds(told), ['migrate.out', 'migrate.in'], 'not-kept');
      });
      await bothWays(t, async (pair) => {
        const told: string[] = [];
        const kept = tellingRegister(told);
        await endOf(() => pair.mover({ kept, ...dyingAfter('copy') }).start(id));
        const onStep = async ({ phase, step }: { readonly phase: string; readonly step: string }): Promise<void> => {
          if (phase === 'before' && step === 'reopen')
            t.equal(kinds(told).at(-1), 'migrate.cancel', 'open-before-kept');
        };
        await pair.mover({ kept, onStep }).cancel(id);
        t.equal(kinds(told), ['migrate.out', 'migrate.cancel'], 'not-kept');
        const { log } = (await stateOf(pair.source)).rows;
        const last = sure(log.at(-1));
        const { logId } = headerOf(sure(log[0]).header) as unknown as { readonly logId: string };
        const held = await kept.entryAt(id, logId, last.n);
        t.equal(held?.entry.header, last.header, 'other-bytes');
      });
    },
  },
  {
    clause: 'MG-REGISTER-01',
    title: 'status keeps what a mover that died did not',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const told: string[] = [];
        const kept = tellingRegister(told);
        await endOf(() => pair.mover({ kept, ...dyingAfter('leave') }).start(id));
        t.equal((await pair.mover({ kept }).status(id)).phase, 'in-transit', 'other-phase');
        t.equal(told, ['migrate.out'], 'not-kept');
        await endOf(() => pair.mover({ kept, ...dyingAfter('activate') }).start(id));
        const { phase, registered } = await pair.mover({ kept }).status(id);
        t.equal([phase, registered?.kind], ['moved', 'migrate.in'], 'not-kept');
      });
    },
  },
  {
    clause: 'MG-PURGE-03',
    title: 'audited: leaving, arriving, taking back and purging are begun before they are done, each under its move',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const events: AuditEvent[] = [];
        const sink = new CallbackAuditSink({
          write: (_line, event) => {
            events.push(event);
          },
        });
        const sources = seededSources({ seed: 7_000_000 });
        const audit = createTestAuditTrail({ sink, principal: 'mover', onFailure: 'refuse', sources });
        await endOf(() => pair.mover({ audit, ...dyingAfter('copy') }).start(id));
        const { moveId: first } = await pair.mover({ audit }).cancel(id);
        const { moveId, copied } = await pair.mover({ audit }).start(id);
        const { removed } = await pair.mover({ audit }).purge(id);
        const told = events.map(({ operation, outcome, dialogue, tenant, move, counts }) => {
          return [operation, outcome, dialogue, tenant, move, counts?.['records']];
        });
        const pairOf = (operation: string, move: string, before?: number, after = before) => [
          [operation, 'begun', id, 'tests', move, before],
          [operation, 'ok', id, 'tests', move, after],
        ];
        const expected = [
          ...pairOf('dialogue.move-out', first),
          ...pairOf('dialogue.move-cancel', first),
          ...pairOf('dialogue.move-out', moveId),
          ...pairOf('dialogue.move-in', moveId, copied.records),
          ...pairOf('dialogue.purge', moveId, undefined, removed),
        ];
        t.equal(told, expected, 'other-events');
      });
    },
  },
];
