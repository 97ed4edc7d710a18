import type { MoveRegister } from '@colloquy/core';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { elsewhere } from '../support/crossing.ts';
import { endOf, expectEnd } from '../support/errors.ts';
import { here } from '../support/moving.ts';
import { departed, holding, opened, watched } from '../support/registered.ts';
import { id, perform, tension } from '../support/story.ts';

/** The kinds and numbers of what a verification finds. */
async function foundIn(fixture: DialogueFixture, register?: MoveRegister): Promise<readonly unknown[]> {
  const { ok, findings } = await (await opened(fixture, register)).verify(id);
  return [ok, ...findings.map(({ kind, n }) => `${kind} ${n ?? ''}`)];
}

async function expectFound(
  t: DialogueContext,
  fixture: DialogueFixture,
  register: MoveRegister,
  found: string,
): Promise<void> {
  t.equal(await foundIn(fixture, register), [false, found], 'not-found', found);
  t.equal(await foundIn(fixture), [true], 'the-test-itself', found);
}

export const mgRegisterVerifyLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-REGISTER-02',
    title: 'a full verification finds by name what an open refuses, and goes on to look at everything else',
    run: async (t) => {
      const { register, source, target, before, entry } = await departed(t, true);
      const { n } = entry;
      const restored = await holding(t, before, here);
      await expectFound(t, restored, register, `register_rollback ${n}`);
      for (let more = 0; more < 2; more++) await perform(await opened(restored), id, tension);
      await expectFound(t, restored, register, `register_fork ${n}`);
      const copied = await holding(t, await target.probe.rows(id), elsewhere);
      await expectFound(t, copied, register, `register_misplaced ${n}`);
      for (const whole of [source, target]) t.equal(await foundIn(whole, register), [true], 'found-at-random');
    },
  },
  {
    clause: 'MG-REGISTER-02',
    title: 'a verification asks the register each time, and does not pass over one that it cannot read',
    run: async (t) => {
      const { register, before, entry } = await departed(t, true);
      const restored = await holding(t, before, here);
      let isKnown = false;
      let isDown = false;
      const { register: later } = watched(register, async () => {
        if (isDown) throw new Error('the disk of the register is gone');
      });
      const late: MoveRegister = { ...later, latest: async (...call) => (isKnown ? later.latest(...call) : []) };
      const store = await opened(restored, late);
      t.equal([await endOf(() => store.load(id)), (await store.verify(id)).ok], ['ok', true], 'the-test-itself');
      isKnown = true;
      const kinds = (await store.verify(id)).findings.map(({ kind, n }) => [kind, n]);
      t.equal(kinds, [['register_rollback', entry.n]], 'not-asked');
      isDown = true;
      await expectEnd(t, () => store.verify(id), 'backend_unavailable', 'not-asked');
    },
  },
];
