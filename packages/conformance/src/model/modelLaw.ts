import type { StoreLaw } from '../kit/AdapterKit.ts';
import { expectState } from '../laws/support/state.ts';
import { Verifier } from '../suite/Verifier.ts';
import { checkMoves } from './property.ts';
import { RealWorld } from './World.ts';

/** Random series of calls, on several dialogues through two clients, against the plain model. */
export const modelLaw: StoreLaw = {
  clause: 'MODEL',
  title: 'random commands, on four dialogues through two clients, answer like the plain model',
  run: async (t) => {
    const verifier = new Verifier('MODEL');
    await checkMoves({
      clause: 'MODEL',
      settings: t,
      reopen: t.capabilities.durable,
      open: (use) => t.using(async (fixture) => use([await RealWorld.open('', fixture)])),
      atTheEnd: async (world, reals) => {
        for (const real of reals) {
          for (const model of world.dialogues) {
            for (const client of [0, 1]) await expectState(verifier, real.client(client), model, 'wrong-end-state');
            const { head, log, records } = await real.fixture.probe.rows(model.id);
            const expected = { head: model.head(), log: model.entries(1), records: model.records() };
            verifier.equal({ head, log, records }, expected, 'wrong-end-rows');
          }
        }
      },
    });
  },
};
