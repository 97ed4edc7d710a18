import { parseDisplayId, type Entity, type RegisteredRound } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { briefly, endOf, faultsOfCall, sure } from '../support/errors.ts';
import { dumpOf } from '../support/state.ts';
import { beginning, id, perform, performAll, perspective, roundBatch, tension, type Step } from '../support/story.ts';

const register = (input: unknown): Step => ({ method: 'registerRound', input });
const verdict = { id: 'final', verdictType: 'final', round: 0, recommendation: 'So.', description: 'Because.' };

export const dsRoundLaws: readonly DialogueLaw[] = [
  {
    clause: 'DS-ROUND-01',
    title: 'one commit registers all of a round: dense ids, local ids resolved, the mapping in the order of the batch',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      for (const round of [1, 2]) {
        ledger.reset();
        const { value, n } = await perform(store, id, register(roundBatch(round)));
        t.equal([ledger.commits.length, n], [1, beginning.length + 1 + round], 'not-one-commit');
        const { ids } = value as RegisteredRound;
        const rr = `0${round}`;
        t.equal(
          ids.map(({ localId, id: global }) => [localId, global]),
          [
            [`MUFFIN-P${rr}01`, `P${rr}01`],
            [`SCONE-P${rr}01`, `P${rr}02`],
            [`SCONE-T${rr}01`, `T${rr}01`],
            [undefined, `C${rr}01`],
          ],
          'wrong-mapping',
        );
        const { state } = await fixture.store().load(id);
        const refs = state.list('ref').map(({ id: ref }) => ref);
        for (const ref of [`P${rr}02#refine#P${rr}01`, `T${rr}01#question#T0001`]) {
          t.check(refs.includes(ref), 'local-id-not-resolved', { expected: ref, actual: refs });
        }
        const [move] = state.list('move').filter((each) => each.round === round && each.seq > 0);
        t.equal(move?.targets, [`P${rr}01`], 'local-id-not-resolved', 'the targets of a move');
        const tensions = state.list('tension').filter((each) => each.round === round);
        t.equal(
          tensions.map(({ status }) => status),
          ['resolved'],
          'part-missing',
          'a transition of the batch',
        );
        const signals = state.list('move').filter((each) => each.round === round && each.moveType === 'converge');
        t.equal(signals.length, 1, 'part-missing', 'a signal of the batch');
        for (const [key] of state.entries()) {
          t.check(!key.includes('MUFFIN'), 'local-id-not-resolved', { message: key });
        }
      }
    },
  },
  {
    clause: 'DS-ROUND-01',
    title: 'ids go on without gaps after items that came one by one',
    run: async (t) => {
      const { store } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const items = (count: number) =>
        Array.from({ length: count }, () => ({ label: 'x', content: 'x', contributors: ['muffin'] }));
      await perform(store, id, register({ round: 1, panel: [], perspectives: items(3), claims: items(2) }));
      const later = { ...(perspective.input as object), round: 1 };
      await perform(store, id, { method: 'registerItem', input: later });
      const { state } = await store.load(id);
      const seqs = (list: readonly { readonly round: number; readonly seq: number }[]) =>
        list.filter(({ round }) => round === 1).map(({ seq }) => seq);
      t.equal(seqs(state.list('perspective')), [1, 2, 3, 4], 'ids-not-dense', 'perspectives');
      t.equal(seqs(state.list('claim')), [1, 2], 'ids-not-dense', 'claims');
      for (const { id: display, round, seq } of state.list('perspective')) {
        t.equal(parseDisplayId(display), { type: 'perspective', round, seq }, 'ids-not-dense', display);
      }
    },
  },
  {
    clause: 'DS-ROUND-01',
    title: 'a batch with one bad item registers nothing of itself',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const before = await dumpOf(fixture.probe, id);
      const bad: readonly object[] = [
        { moves: [{ expert: 'nobody', moveType: 'defend', targets: [] }] },
        { transitions: [{ target: 'SCONE-T0101', status: 'open' }] },
        { refs: [{ source: 'T0001', refType: 'resolve', target: 'MUFFIN-P0101' }] },
        { converge: ['scone', 'nobody'] },
        { round: 3 },
      ];
      for (const part of bad) {
        const end = await endOf(() => perform(store, id, register({ ...roundBatch(1), ...part })));
        t.equal(end, 'batch_validation_failed', 'bad-item-accepted', JSON.stringify(part));
        t.equal(await dumpOf(fixture.probe, id), before, 'part-of-a-round', JSON.stringify(part));
      }
    },
  },
  {
    clause: 'DS-SIGNAL-01',
    title: 'a signal given again, alone or in a batch, changes and commits nothing, whatever its context says',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      await performAll(store, id, beginning);
      const signal = (context: string): Step => ({
        method: 'signalConvergence',
        input: { round: 0, expert: 'muffin', context },
      });
      const first = await perform(store, id, signal('Ready.'));
      const before = await dumpOf(fixture.probe, id);
      ledger.reset();
      for (const each of [store, fixture.store({ backend: ledger.over(fixture.backend) })]) {
        const again = await perform(each, id, signal('Still ready.'));
        t.equal([again.n, again.value], [first.n, first.value], 'signal-changed');
      }
      t.equal(ledger.counts.commit, 0, 'signal-committed-again');
      t.equal(await dumpOf(fixture.probe, id), before, 'signal-changed');
    },
  },
  {
    clause: 'DS-VERDICT-01',
    title: 'a verdict is written once: another of its id is duplicate_entity, from any client and in a batch',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      await performAll(store, id, beginning);
      await perform(store, id, { method: 'recordVerdict', input: verdict });
      const before = await dumpOf(fixture.probe, id);
      const { round: _round, ...inBatch } = verdict;
      const again: readonly (readonly [Step, string])[] = [
        [{ method: 'recordVerdict', input: { ...verdict, recommendation: 'Otherwise.' } }, 'duplicate_entity id'],
        [register({ round: 1, panel: [], verdicts: [inBatch] }), 'duplicate_entity verdicts[0].id'],
      ];
      for (const [step, told] of again) {
        for (const each of [store, fixture.store({ backend: await fixture.adapter.second() })]) {
          t.equal(briefly(await faultsOfCall(() => perform(each, id, step))), [told], 'verdict-replaced', step.method);
        }
      }
      t.equal(await dumpOf(fixture.probe, id), before, 'verdict-replaced');
    },
  },
  {
    clause: 'DS-VERDICT-01',
    title: 'a verdict carries nothing of what it resolved or adopted, and later events leave it as it is',
    run: async (t) => {
      const { store } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const resolve = { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } } as const;
      await perform(store, id, resolve);
      const { value } = await perform(store, id, {
        method: 'recordVerdict',
        input: { ...verdict, tensionsAccepted: [] },
      });
      const names = Object.keys(value as Entity);
      for (const name of names)
        t.check(!/resolved|adopted|keyEvidence|keyClaims/i.test(name), 'denormalised', { actual: names });
      await perform(store, id, { method: 'transitionItem', input: { target: 'T0001', status: 'reopened' } });
      const { state } = await store.load(id);
      t.equal(sure(state.list('verdict')[0]), value, 'verdict-replaced');
    },
  },
];
