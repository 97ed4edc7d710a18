import {
  entryHash,
  MemoryMoveRegister,
  MoverKeys,
  parseHeader,
  readMove,
  type LogEntry,
  type MoveRegister,
  type RegisteredMove,
} from '@colloquy/core';
import { RegisterGuard, seededSources } from '@colloquy/core/testing';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { keyed } from '../support/keyWork.ts';
import { mover, stranger } from '../support/crossing.ts';
import { crossing, here, settleAt } from '../support/moving.ts';
import { departed, first, opened, published } from '../support/registered.ts';
import { withHeader } from '../support/tampering.ts';
import { id } from '../support/story.ts';

/** A register that answers with this, whoever asks. */
function answering(...moves: readonly RegisteredMove[]): MoveRegister {
  return {
    put: async (move) => move,
    abandon: async (move) => move,
    latest: async () => moves,
    entryAt: async () => undefined,
  };
}

function registered(entry: LogEntry): RegisteredMove {
  return sure(readMove(entry));
}

/** A dialogue that never moved, at its place. */
async function settled(t: DialogueContext) {
  const fixture = await keyed(t);
  await settleAt(fixture, here);
  const { log } = await fixture.probe.rows(id);
  return { fixture, log };
}

export const mgRegisterTrustLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-REGISTER-02',
    title: 'nothing is believed without the signature of a pinned mover, and no doubt is kept silent',
    run: async (t) => {
      const { fixture, log } = await settled(t);
      const out = crossing(log, { ...first, kind: 'migrate.out' });
      const unknown = crossing(log, { ...first, kind: 'migrate.out', key: stranger });
      const forged = { ...out, auth: out.auth.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) };
      const cases: readonly (readonly [string, RegisteredMove, string])[] = [
        ['pinned', registered(out), 'integrity_error/rollback'],
        ['a stranger', registered(unknown), 'integrity_error/mover_unknown'],
        ['a signature that does not verify', registered(forged), 'integrity_error/register'],
        ['no boundary entry', { ...registered(out), entry: sure(log.at(-1)) }, 'integrity_error/register'],
        [
          'another body',
          { ...registered(out), entry: { ...out, body: unknown.body.slice(1) } },
          'integrity_error/register',
        ],
        ['of another log by its own word', { ...registered(out), logId: '1'.repeat(32) }, 'integrity_error/register'],
        ['of another dialogue', { ...registered(out), dialogueId: 'laws-other' as never }, 'integrity_error/register'],
      ];
      for (const [name, move, expected] of cases) {
        await expectEnd(t, async () => (await opened(fixture, answering(move))).load(id), expected, 'believed', name);
      }
    },
  },
  {
    clause: 'MG-REGISTER-02',
    title:
      'another log under the same id, and another tenant, are nobody of this store; entry 1 cannot be exchanged for it',
    run: async (t) => {
      const { fixture, log } = await settled(t);
      const register = new MemoryMoveRegister();
      const others = await t.open();
      await others
        .store({ sources: seededSources({ seed: 99 }) })
        .create(id, { title: 'Another dialogue of this name' });
      const theirs = (await others.probe.rows(id)).log;
      await published(register, crossing(theirs, { ...first, kind: 'migrate.out' }));
      t.equal((await register.latest(id)).length, 1, 'the-test-itself');
      t.equal(await endOf(async () => (await opened(fixture, register)).load(id)), 'ok', 'other-log');
      await published(register, crossing(log, { ...first, kind: 'migrate.out', body: { tenant: 'others' } }));
      t.equal(await endOf(async () => (await opened(fixture, register)).load(id)), 'ok', 'other-tenant');
      const out = crossing(log, { ...first, kind: 'migrate.out' });
      const exchanged = withHeader(sure(log[0]), { logId: '1'.repeat(32) });
      await fixture.probe.putEntry(id, exchanged);
      const call = async () => (await opened(fixture, answering(registered(out)))).load(id);
      await expectEnd(t, call, 'integrity_error/log', 'entry-1-believed');
    },
  },
  {
    clause: 'MG-REGISTER-02',
    title: 'behind migrate.out the log must say where it arrived, signed; otherwise it is refused',
    run: async (t) => {
      const { register, target, entry } = await departed(t, false);
      const forged = { ...entry, auth: entry.auth.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) };
      await target.probe.putEntry(id, forged);
      const call = async () => (await opened(target, register)).load(id);
      await expectEnd(t, call, 'integrity_error/boundary', 'arrival-believed');
    },
  },
  {
    clause: 'MG-REGISTER-02',
    title: 'a head that is lower than one before is compared again, and one that is not, is not',
    run: async (t) => {
      const { fixture, log } = await settled(t);
      const asked: number[] = [];
      let moves: readonly RegisteredMove[] = [];
      const register: MoveRegister = {
        ...answering(),
        latest: async () => {
          asked.push(moves.length);
          return moves;
        },
      };
      const movers = new MoverKeys([mover.verifier]);
      const guard = new RegisterGuard({
        register,
        movers,
        backend: fixture.backend,
        tenant: 'tests',
        place: here.place,
      });
      const at = async (n: number): Promise<string> => {
        const { header, hash } = headAt(log, n);
        return endOf(() => guard.check(id, { n, header, hash, isOwn: () => true }));
      };
      t.equal([await at(4), await at(5), await at(5), asked.length], ['ok', 'ok', 'ok', 1], 'looked-again');
      moves = [registered(crossing(log.slice(0, 4), { ...first, kind: 'migrate.out' }))];
      t.equal([await at(5), await at(6), asked.length], ['ok', 'ok', 1], 'looked-again');
      t.equal([await at(3), asked.length], ['integrity_error/rollback', 2], 'not-looked');
      t.equal([await at(3), asked.length], ['integrity_error/rollback', 3], 'not-looked');
    },
  },
];

function headAt(log: readonly LogEntry[], n: number) {
  const entry = sure(log[n - 1]);
  return { header: sure(parseHeader(entry.header)), hash: entryHash(entry.header) };
}
