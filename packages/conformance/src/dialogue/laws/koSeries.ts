import { isColloquyError, type KeyOperations } from '@colloquy/core';
import { whenStepped } from '../../laws/support/applies.ts';
import { explore, type Actor } from '../../steps/explore.ts';
import { HeldCall } from '../../steps/HeldCall.ts';
import type { DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { patterns } from '../support/disturbedLoad.ts';
import { endOf } from '../support/errors.ts';
import {
  fill,
  headOf,
  isTombstone,
  isWrap,
  numberIn,
  recordsOf,
  steppedAdministrator,
  steppedBackend,
} from '../support/keyWork.ts';
import { laggingLoad } from '../support/lagging.ts';
import { benchOf } from '../support/bench.ts';
import { expectSameState, expectSound } from '../support/state.ts';
import { id, perform, perspective, tension } from '../support/story.ts';

/** Something that an administrator does. */
interface Work {
  readonly name: string;
  /** What must be there for it to have something to do. */
  readonly before?: (operations: KeyOperations) => Promise<unknown>;
  readonly run: (operations: KeyOperations) => Promise<unknown>;
  /** True when it has been done, whatever others have done since. */
  readonly isDone: (fixture: DialogueFixture) => Promise<boolean>;
}

const rotate: Work = {
  name: 'rotate',
  run: (operations) => operations.rotateDataKey(id),
  isDone: async (fixture) => (await headOf(fixture)).dek > 1,
};

const reseal: Work = {
  name: 'reseal',
  before: (operations) => operations.rotateDataKey(id),
  run: (operations) => operations.reseal(id),
  isDone: async (fixture) => {
    const { dekMin } = await headOf(fixture);
    const records = [...(await recordsOf(fixture))].filter(([key]) => !isWrap(key));
    return dekMin > 1 && records.every(([, record]) => numberIn(record) >= dekMin);
  },
};

const rewrap: Work = {
  name: 'rewrap',
  before: (operations) => operations.addEpoch(),
  run: (operations) => operations.rewrap(id),
  isDone: async (fixture) => (await headOf(fixture)).epoch > 1,
};

const addEpoch: Work = {
  name: 'addEpoch',
  run: (operations) => operations.addEpoch(),
  isDone: async ({ keyring }) => (await keyring.newest()).epoch > 1,
};

const erase: Work = {
  name: 'erase',
  run: (operations) => operations.erase(id),
  isDone: async (fixture) => {
    const records = [...(await recordsOf(fixture))];
    return records.every(([key, record]) => key === 'key#log#0001' || isTombstone(record));
  },
};

const destroyEpoch: Work = {
  name: 'destroyEpoch',
  before: async (operations) => {
    await operations.addEpoch();
    await operations.rewrap(id);
  },
  run: (operations) => operations.destroyEpoch(1),
  isDone: async ({ keys }) => !(await keys.vault.epochs(keys.tenant)).includes(1),
};

const works = [rotate, reseal, rewrap, addEpoch, erase, destroyEpoch];

/** Whoever comes with nothing remembered finds a sound dialogue: everything in it, or an authentic word that it was erased. */
async function expectWhole(
  t: Parameters<DialogueLaw['run']>[0],
  fixture: DialogueFixture,
  tensions: number,
  what: string,
): Promise<void> {
  const store = fixture.store({ keyring: await fixture.openKeyring() });
  const end = await endOf(() => store.load(id));
  if (end !== 'key_erased') {
    t.equal(end, 'ok', 'not-readable', what);
    t.equal((await store.load(id)).state.list('tension').length, tensions, 'lost', what);
  }
  await expectSound(t, store, id, 'not-sound');
}

export const koSeriesLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-SERIES-01',
    title: 'two administrators and a writer, step by step in every order: attempts are lost, and nothing else',
    applies: whenStepped,
    run: async (t) => {
      const pairs: readonly (readonly [Work, Work])[] = [
        [rotate, rotate],
        [rotate, reseal],
        [reseal, reseal],
        [rewrap, rotate],
        [rewrap, reseal],
        [rewrap, rewrap],
        [addEpoch, addEpoch],
        [addEpoch, rewrap],
        [erase, rewrap],
        [erase, reseal],
        [erase, erase],
        [destroyEpoch, rotate],
        [destroyEpoch, destroyEpoch],
      ];
      for (const pair of pairs) {
        const what = pair.map(({ name }) => name).join(' and ');
        await explore({ limit: Math.max(12, Math.ceil(t.runs / 2)) }, async (play) => {
          await t.using(async (fixture) => {
            await fill(fixture);
            const first = fixture.operations();
            for (const work of new Set(pair)) await work.before?.(first);
            let written = 0;
            const ends: string[] = [];
            const administrators = await Promise.all(
              pair.map(async (work): Promise<Actor> => {
                const { gate, operations } = await steppedAdministrator(t, fixture);
                return { gate, run: async () => void ends.push(await endOf(() => work.run(operations))) };
              }),
            );
            const { gate, backend } = await steppedBackend(t, fixture);
            const store = fixture.store({ backend });
            const writer: Actor = {
              gate,
              run: async () => {
                const end = await endOf(() => perform(store, id, tension));
                if (end === 'ok') written += 1;
                t.check(end === 'ok' || end === 'key_erased', 'writer-stopped', { message: what, actual: end });
              },
            };
            await play([...administrators, writer]);
            for (const end of ends) {
              // Erased under the hands of the other; destroyed by the other.
              const allowed = pair.includes(erase) ? ['ok', 'key_erased'] : ['ok'];
              if (pair[0] === destroyEpoch && pair[1] === destroyEpoch) allowed.push('invalid_argument');
              t.check(allowed.includes(end), 'administrator-stopped', { message: what, actual: ends });
            }
            // Of an erased dialogue nothing is left to be sealed anew.
            for (const work of pair.includes(erase) ? [erase] : pair) {
              t.check(await work.isDone(fixture), 'not-done', { message: `${work.name} of ${what}` });
            }
            await expectWhole(t, fixture, 1 + written, what);
          });
        });
      }
    },
  },
  {
    clause: 'KO-SERIES-01',
    title:
      'a reader with nothing remembered meets a state that has been, whatever is done to the keys between its pages',
    run: async (t) => {
      for (const work of works) {
        for (const pattern of patterns) {
          await t.using(async (fixture) => {
            await fill(fixture);
            await work.before?.(fixture.operations());
            const { state } = await fixture.store().load(id);
            const act = async (): Promise<void> => {
              await work.run(fixture.operations());
            };
            const lagging = laggingLoad(fixture.backend, act, (index) => ((pattern >> (index % 8)) & 1) === 1);
            let isFirst = true;
            const backend = benchOf(fixture).ledger.over({
              ...bound(fixture),
              load: (...call) => {
                const disturbed = isFirst;
                isFirst = false;
                return (disturbed ? lagging : fixture.backend).load(...call);
              },
            });
            const store = fixture.store({ backend, keyring: await fixture.openKeyring() });
            const message = `${work.name}, pattern ${pattern.toString(16)}`;
            try {
              expectSameState(t, (await store.load(id)).state, state, 'another-state', message);
            } catch (error) {
              const isErased = work === erase && isColloquyError(error, 'key_erased');
              if (!isErased) throw t.violation('alarmed', { message: `${message}: ${String(error)}`, cause: error });
            }
          });
        }
      }
    },
  },
  {
    clause: 'KO-SERIES-02',
    title: 'killed before any of its requests, and called again: it goes on, and nothing was lost in between',
    applies: whenStepped,
    run: async (t) => {
      for (const work of works) {
        let isRunning = true;
        for (let step = 0; isRunning; step++) {
          await t.using(async (fixture) => {
            const message = `${work.name}, killed before request ${step + 1}`;
            await fill(fixture);
            await work.before?.(fixture.operations());
            const { gate, operations } = await steppedAdministrator(t, fixture);
            const call = new HeldCall(gate, () => work.run(operations));
            isRunning = await call.advance(step);
            gate.kill();
            await expectWhole(t, fixture, 1, message);
            const wasDone = await work.isDone(fixture);
            const again = await endOf(() => work.run(fixture.operations()));
            const allowed = wasDone && work === destroyEpoch ? ['ok', 'invalid_argument'] : ['ok'];
            t.check(allowed.includes(again), 'not-carried-on', { message, actual: again });
            t.check(await work.isDone(fixture), 'not-carried-on', { message });
            if (work !== erase) {
              await perform(fixture.store(), id, perspective);
              await perform(fixture.store(), id, tension);
            }
            await expectWhole(t, fixture, 2, message);
            const { leftovers } = await fixture.probe.rows(id).then(async (rows) => {
              // Nothing is left by an erasure; what others leave, anyone may take away.
              if (rows.leftovers > 0 && work !== erase) await fixture.backend.settle(id);
              return fixture.probe.rows(id);
            });
            t.equal(leftovers, 0, 'leftovers', message);
          });
        }
      }
    },
  },
  {
    clause: 'KO-SERIES-02',
    title: 'a series is cut off after each of its commits, and each time goes on where it was',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await fill(fixture);
      const perspectives = Array.from({ length: 95 }, () => ({ label: 'x', content: 'x', contributors: ['muffin'] }));
      await perform(store, id, { method: 'registerRound', input: { round: 1, panel: [], perspectives } });
      const operations = fixture.operations();
      await operations.rotateDataKey(id);
      const old = [...(await recordsOf(fixture))].filter(([key]) => !isWrap(key)).length;
      const left: number[] = [];
      for (let time = 0; time < 4; time++) {
        const { ledger } = benchOf(fixture);
        const cut = new AbortController();
        const series = fixture.operations({ backend: ledger.over(fixture.backend) });
        const onProgress = ({ done, total }: { done: number; total: number }): void => {
          if (done === 0) left.push(total);
          else cut.abort(new Error('cut off here'));
        };
        const end = await endOf(() => series.reseal(id, { onProgress, signal: cut.signal }));
        t.check(ledger.counts.commit <= 1 || end === 'ok', 'not-carried-on', { actual: ledger.counts });
        await expectWhole(t, fixture, 1, `cut ${time + 1}`);
      }
      t.equal(left.slice(0, 3), [old, old - 94, old - 188], 'not-carried-on');
      await operations.reseal(id);
      t.check(await reseal.isDone(fixture), 'not-carried-on');
    },
  },
];

/** The methods of a backend as properties of an object. */
function bound({ backend }: DialogueFixture): DialogueFixture['backend'] {
  return {
    header: backend.header,
    head: (...call) => backend.head(...call),
    get: (...call) => backend.get(...call),
    last: (...call) => backend.last(...call),
    load: (...call) => backend.load(...call),
    log: (...call) => backend.log(...call),
    commit: (...call) => backend.commit(...call),
    settle: (...call) => backend.settle(...call),
    dialogueIds: (...call) => backend.dialogueIds(...call),
    close: () => backend.close(),
  };
}
