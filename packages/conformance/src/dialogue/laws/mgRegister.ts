import { MemoryMoveRegister } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { endOf, expectEnd, nameOf, sure } from '../support/errors.ts';
import { keyed } from '../support/keyWork.ts';
import { elsewhere, there } from '../support/crossing.ts';
import { comeBack, here, leave, settleAt } from '../support/moving.ts';
import { departed, first, holding, note, opened, published, refusal, trusted, watched } from '../support/registered.ts';
import { id, perform, performAll, tension } from '../support/story.ts';

export const mgRegisterLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-REGISTER-02',
    title: 'a copy from before the move is refused to readers and writers, rollback, and names where the dialogue is',
    run: async (t) => {
      for (const isArrivalKnown of [false, true]) {
        const { register, before, out, entry } = await departed(t, isArrivalKnown);
        const restored = await holding(t, before, here);
        const { n } = isArrivalKnown ? entry : out;
        const context = { dialogueId: id, reason: 'rollback', moveId: 'd'.repeat(32), n, ...there };
        const store = await opened(restored, register);
        const keyring = await restored.openKeyring();
        const calls: readonly (() => Promise<unknown>)[] = [
          () => store.load(id),
          () => store.open(id),
          () => store.get(id),
          () => store.history(id, 1, 10),
          () => perform(store, id, note),
          () => restored.operations({ keyring, trusted, register }).rewrap(id),
        ];
        for (const call of calls) {
          t.equal(await refusal(t, call), ['integrity_error/rollback', context], 'not-refused', call.toString());
        }
        t.equal((await restored.probe.rows(id)).log.length, before.log.length, 'written');
        t.equal(await endOf(async () => (await opened(restored)).load(id)), 'ok', 'the-test-itself');
      }
    },
  },
  {
    clause: 'MG-REGISTER-02',
    title: 'a copy that went on by itself is refused, fork, whatever number it has come to',
    run: async (t) => {
      const { register, before, out } = await departed(t, false);
      const restored = await holding(t, before, here);
      for (let more = 0; more < 3; more++) {
        await perform(await opened(restored), id, tension);
        const [end, context] = await refusal(t, async () => (await opened(restored, register)).load(id));
        t.equal(end, 'integrity_error/fork', 'not-refused', `${more + 1} more`);
        const expected = { dialogueId: id, reason: 'fork', moveId: 'd'.repeat(32), n: out.n, ...there };
        t.equal(context, expected, 'wrong-context');
      }
    },
  },
  {
    clause: 'MG-REGISTER-02',
    title: 'what agrees is served: the store that was left, the one where it is, and one that it came back to',
    run: async (t) => {
      for (const isArrivalKnown of [false, true]) {
        const { register, source, target } = await departed(t, isArrivalKnown);
        const retired = await (await opened(source, register)).load(id);
        t.equal(sure(retired.moved).place, there.place, 'refused');
        t.equal(await endOf(async () => (await opened(target, register)).load(id)), 'ok', 'refused');
      }
      const fixture = await keyed(t);
      await settleAt(fixture, here);
      const register = new MemoryMoveRegister();
      await published(register, await leave(fixture, first));
      const cancel = await comeBack(fixture, first);
      // The register does not know yet, then it does, and then the log goes on.
      t.equal(await endOf(async () => (await opened(fixture, register)).load(id)), 'ok', 'refused');
      await published(register, cancel);
      t.equal(await endOf(async () => (await opened(fixture, register)).load(id)), 'ok', 'refused');
      t.equal(await endOf(async () => perform(await opened(fixture, register), id, note)), 'ok', 'refused');
      t.equal(await endOf(async () => (await opened(fixture, register)).load(id)), 'ok', 'refused');
    },
  },
  {
    clause: 'MG-REGISTER-02',
    title: 'a dialogue that leaves between the reading of its head and the look has not been put back',
    run: async (t) => {
      const fixture = await keyed(t);
      await settleAt(fixture, here);
      const inner = new MemoryMoveRegister();
      let isGone = false;
      const { register } = watched(inner, async () => {
        if (isGone) return;
        isGone = true;
        await published(inner, await leave(fixture, first));
      });
      const store = await opened(fixture, register);
      // One request for head and records: nothing is read again that might tell.
      t.equal(await endOf(() => store.get(id)), 'ok', 'false-rollback');
      await expectEnd(t, () => perform(store, id, note), 'dialogue_moved', 'written');
    },
  },
  {
    clause: 'MG-REGISTER-03',
    title:
      'rows of the store where the dialogue is are refused in any other, also by the entry behind the last one known',
    run: async (t) => {
      for (const isArrivalKnown of [false, true]) {
        const { register, target, out, entry } = await departed(t, isArrivalKnown);
        const rows = await target.probe.rows(id);
        const { n } = isArrivalKnown ? entry : out;
        for (const at of [here, elsewhere]) {
          const copy = await holding(t, rows, at);
          const store = await opened(copy, register);
          const context = { dialogueId: id, reason: 'misplaced', moveId: 'd'.repeat(32), n, ...there };
          for (const call of [() => store.load(id), () => perform(store, id, tension)]) {
            t.equal(await refusal(t, call), ['integrity_error/misplaced', context], 'not-refused', at.name);
          }
          t.equal(await endOf(async () => (await opened(copy)).load(id)), 'ok', 'the-test-itself');
        }
      }
    },
  },
  {
    clause: 'MG-REGISTER-04',
    title: 'one look per dialogue and store, and no further request where nothing is registered',
    run: async (t) => {
      const fixture = await keyed(t);
      const { keyring } = fixture;
      const { asked, register } = watched(new MemoryMoveRegister());
      const counts: object[] = [];
      for (const with_ of [{}, { trusted, register }]) {
        const { ledger } = benchOf(fixture);
        const store = fixture.store({ keyring, backend: ledger.over(fixture.backend), ...with_ });
        await store.load(id);
        await store.get(id);
        await performAll(store, id, [tension]);
        await store.load(id);
        counts.push({ ...ledger.counts });
      }
      t.equal(asked.latest, 1, 'looked-again');
      t.equal(counts[1], counts[0], 'further-requests');
      await fixture.store({ keyring, trusted, register }).load(id);
      t.equal(asked.latest, 2, 'not-looked');
    },
  },
  {
    clause: 'MG-REGISTER-04',
    title: 'a register that cannot be read: backend_unavailable with the cause, nothing is opened; and then it can',
    run: async (t) => {
      const fixture = await keyed(t);
      const cause = new Error('the disk of the register is gone');
      let isDown = true;
      const { register } = watched(new MemoryMoveRegister(), async () => {
        if (isDown) throw cause;
      });
      const store = await opened(fixture, register);
      for (const call of [() => store.load(id), () => store.get(id), () => perform(store, id, note)]) {
        const error: unknown = await t.rejects(call, 'opened');
        t.equal([nameOf(error), (error as Error).cause], ['backend_unavailable', cause], 'opened');
      }
      isDown = false;
      t.equal(await endOf(() => store.load(id)), 'ok', 'refused-for-good');
    },
  },
];
