import type { RecordKey } from '@colloquy/core';
import { whenStepped } from '../../laws/support/applies.ts';
import { HeldCall } from '../../steps/HeldCall.ts';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd } from '../support/errors.ts';
import { fill, keyed, steppedBackend } from '../support/keyWork.ts';
import { dumpOf } from '../support/state.ts';
import { id, perform, roundBatch } from '../support/story.ts';

const reason = 'Restored the copy of last night.';

const perspectives = Array.from({ length: 60 }, () => ({ label: 'x', content: 'x', contributors: ['muffin'] }));
const largeRound = { ...roundBatch(1), perspectives, tensions: [], refs: [], moves: [], transitions: [] };
/** Items of the commit of that round: more than any small transaction holds, fewer than a large one. */
const largeItems = 120;

export const raObstacleLaws: readonly DialogueLaw[] = [
  {
    clause: 'RA-DOCTOR-06',
    title: 'a large commit that is under way is unfinished, wherever its writer died, and settle makes it sound',
    applies: whenStepped,
    run: async (t) => {
      const said = new Set<string>();
      let isRunning = true;
      for (let step = 0; isRunning; step++) {
        await t.using(async (fixture) => {
          await fill(fixture);
          const { gate, backend } = await steppedBackend(t, fixture);
          const batch = { method: 'registerRound', input: largeRound } as const;
          const call = new HeldCall(gate, () => perform(fixture.store({ backend }), id, batch));
          isRunning = await call.advance(step);
          gate.kill();
          const recovery = fixture.recovery();
          const found = await recovery.doctor(id);
          said.add(found.verdict);
          t.check(found.verdict === 'sound' || found.verdict === 'unfinished', 'called-torn', {
            message: `killed before request ${step + 1}`,
            actual: found,
          });
          const end = () => recovery.reattest(id, { digest: found.digest, reason });
          await expectEnd(t, end, 'invalid_argument', 'called-torn');
          await fixture.backend.settle(id);
          t.equal((await recovery.doctor(id)).verdict, 'sound', 'not-settled');
        });
      }
      const limit = t.capabilities.transactionLimit ?? Infinity;
      t.equal(said.has('unfinished'), limit <= largeItems, 'not-told');
    },
  },
  {
    clause: 'RA-DOCTOR-06',
    title:
      'a log root, the root record, every entry: what is lost for good is named before a repair is tried, which is refused',
    run: async (t) => {
      const losses: readonly (readonly [string, (fixture: DialogueFixture) => Promise<unknown>])[] = [
        ['keys', ({ probe }) => probe.removeRecord(id, 'key#log#0001' as RecordKey)],
        ['keys', ({ probe }) => probe.removeRecord(id, 'key#dek#0001' as RecordKey)],
        ['root', ({ probe }) => probe.removeRecord(id, 'dialogue#meta' as RecordKey)],
        [
          'log',
          async ({ probe }) => {
            for (const { n } of (await probe.rows(id)).log) await probe.removeEntry(id, n);
          },
        ],
      ];
      for (const [obstacle, lose] of losses) {
        const fixture = await keyed(t);
        await lose(fixture);
        const before = await dumpOf(fixture.probe, id);
        const recovery = fixture.recovery();
        const found = await recovery.doctor(id);
        t.equal(found.verdict, 'torn', 'not-named', obstacle);
        t.check(
          found.obstacles.some((each) => each === obstacle),
          'not-named',
          { expected: obstacle, actual: found.obstacles },
        );
        const call = () => recovery.reattest(id, { digest: found.digest, reason });
        await expectEnd(t, call, 'integrity_error/not_repairable', 'not-refused', obstacle);
        t.equal(await dumpOf(fixture.probe, id), before, 'wrote', obstacle);
      }
    },
  },
];
