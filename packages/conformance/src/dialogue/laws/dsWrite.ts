import { entityKey, isColloquyError, keyOfEntity, type Change, type Entity, type RecordKey } from '@colloquy/core';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { barred } from '../support/barred.ts';
import { openBench } from '../support/bench.ts';
import { briefly, endOf, faultsOfCall, sure } from '../support/errors.ts';
import { dumpOf, expectSound } from '../support/state.ts';
import {
  beginning,
  id,
  perform,
  performAll,
  perspective,
  roundBatch,
  tension,
  wholeStory,
  writeMethods,
  type Step,
} from '../support/story.ts';
import { canonical } from '../support/spec.ts';

/** A write with several faults of different stages, and what must be told of it. */
const faulty: readonly (readonly [step: Step, told: readonly string[]])[] = [
  [
    { method: 'registerExpert', input: { slug: 'Not A Slug', tier: 'Inner', source: 'pool', more: 1 } },
    ['invalid_value slug', 'invalid_value tier', 'missing_field role', 'unknown_field more'],
  ],
  [
    { method: 'registerItem', input: { ...(tension.input as object), round: 7, contributors: ['nobody', 'noone'] } },
    ['expert_not_in_dialogue contributors[0]', 'expert_not_in_dialogue contributors[1]', 'invalid_round round'],
  ],
  [
    {
      method: 'registerRound',
      input: {
        ...roundBatch(1),
        perspectives: [
          { label: 'A', content: '\ud800', contributors: ['muffin'] },
          { label: 'B', content: 'x', contributors: ['nobody'], references: [{ refType: 'resolve', target: 'P0001' }] },
        ],
        moves: [{ expert: 'scone', moveType: 'shout', targets: [] }],
        refs: [{ source: 'T0001', refType: 'question', target: 'E0009' }],
        transitions: [{ target: 'T0001', status: 'reopened' }],
      },
    },
    [
      'malformed_text perspectives[0].content',
      'expert_not_in_dialogue perspectives[1].contributors[0]',
      'invalid_ref_target perspectives[1].references[0].target',
      'invalid_value moves[0].moveType',
      'target_not_found refs[0].target',
      'invalid_status_transition transitions[0].status',
    ],
  ],
];

function statusOf(entity: Entity | undefined): unknown {
  return entity !== undefined && 'status' in entity ? entity.status : undefined;
}

/** What an entity's events are filed under. */
function subjectOf(entity: Entity): string {
  return entity.type === 'round' ? `round#${entity.id}` : `${entity.type}#${entity.id}`;
}

async function expectEvents(
  t: DialogueContext,
  fixture: DialogueFixture,
  changes: readonly Change[],
  before: ReadonlyMap<RecordKey, Entity>,
) {
  const { state } = await fixture.store().load(id);
  const written = new Set(changes.map(({ key }) => key));
  for (const [key, entity] of state.entries()) {
    if (!('eventCount' in entity)) continue;
    const was = before.get(key);
    const count = was !== undefined && 'eventCount' in was ? was.eventCount : 0;
    if (statusOf(entity) !== statusOf(was)) {
      t.check(entity.eventCount > count, 'status-without-event', { message: `${key} ${String(statusOf(entity))}` });
    }
    for (let seq = count + 1; seq <= entity.eventCount; seq++) {
      const event = `event#${subjectOf(entity)}#${String(seq).padStart(4, '0')}` as RecordKey;
      t.check(written.has(event), 'event-not-in-commit', { message: event, actual: [...written] });
    }
  }
}

export const dsWriteLaws: readonly DialogueLaw[] = [
  {
    clause: 'DS-WRITE-01',
    title: 'every write is one commit, and what it answers is what is stored',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      let n = 0;
      for (const step of wholeStory) {
        ledger.reset();
        const written = await perform(store, id, step);
        t.equal([written.n, ledger.commits.length], [(n += 1), 1], 'not-one-commit', step.method);
        if (step.method === 'registerRound') continue;
        // Every other write answers with the entity that it put; an event is answered for a remark.
        const entity = written.value as Entity;
        const { state, n: loaded } = await fixture.store().load(id);
        t.equal(loaded, n, 'not-one-commit', step.method);
        const stored = new Map(state.entries()).get(keyOfEntity(entity));
        t.equal(stored, entity, 'answer-not-stored', step.method);
      }
      t.equal((await fixture.probe.rows(id)).log.length, wholeStory.length, 'not-one-commit', 'entries');
    },
  },
  {
    clause: 'DS-WRITE-02',
    title: 'a write with faults tells every one of them at once and writes nothing',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      await performAll(store, id, [...beginning, tension, perspective]);
      const before = await dumpOf(fixture.probe, id);
      for (const [step, told] of faulty) {
        ledger.reset();
        const faults = briefly(await faultsOfCall(() => perform(store, id, step)));
        for (const fault of told) {
          t.check(faults.includes(fault), 'fault-not-told', { message: step.method, expected: fault, actual: faults });
        }
        t.equal(faults.length, told.length, 'other-fault', step.method);
        t.equal(await endOf(() => perform(store, id, step)), 'batch_validation_failed', 'wrong-code', step.method);
        t.equal(ledger.counts.commit, 0, 'written-all-the-same', step.method);
      }
      t.equal(await dumpOf(fixture.probe, id), before, 'written-all-the-same');
    },
  },
  {
    clause: 'DS-WRITE-03',
    title: 'each change of a status comes with its event in the same commit, numbered without gaps',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      let before = new Map<RecordKey, Entity>();
      for (const step of wholeStory) {
        ledger.reset();
        await perform(store, id, step);
        await expectEvents(t, fixture, sure(ledger.commits[0]).changes, before);
        before = new Map((await fixture.store().load(id)).state.entries());
      }
    },
  },
  {
    clause: 'DS-WRITE-03',
    title: 'two who change one status at the same time number their events one after the other',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, [...beginning, tension]);
      const stores = await barred(fixture, 4);
      const resolve = (actor: string): Step => ({
        method: 'transitionItem',
        input: { target: 'T0001', status: 'resolved', actors: [actor] },
      });
      await Promise.all(stores.map((store, at) => perform(store, id, resolve(`actor-${at}`))));
      const { state } = await fixture.store().load(id);
      const events = state.list('event').filter(({ entityId }) => entityId === 'T0001');
      t.equal(
        events.map(({ seq }) => seq),
        [1, 2, 3, 4, 5],
        'events-not-dense',
      );
      const actors = new Set(events.slice(1).flatMap((event) => event.actors));
      t.equal(actors.size, 4, 'event-lost');
      t.equal(sure(state.list('tension')[0]).eventCount, 5, 'events-not-dense', 'the counter');
    },
  },
  {
    clause: 'DS-WRITE-04',
    title: 'what concurrent writers were acknowledged is there at the end',
    run: async (t) => {
      const fixture = await t.open();
      await performAll(fixture.store(), id, beginning);
      const stores = await barred(fixture, 6);
      const acknowledged = await Promise.all(
        stores.map(async (store, at) => {
          const content = {
            method: 'recordContent',
            input: { round: 0, expert: ['muffin', 'scone'][at % 2], content: 'x' },
          } as const;
          const writes: readonly Step[] = [
            { method: 'scoreExpert', input: { expert: 'muffin', round: 0, score: at } },
            { method: 'registerItem', input: { ...(tension.input as object), label: `of ${at}` } },
            { method: 'registerExpert', input: { slug: `expert-${at}`, role: 'Writer', tier: 'Core', source: 'pool' } },
            ...(at < 2 ? [content] : []),
          ];
          const values: unknown[] = [];
          for (const step of writes) values.push((await perform(store, id, step)).value);
          return values as readonly Entity[];
        }),
      );
      const { state, n } = await fixture.store().load(id);
      t.equal(n, beginning.length + 6 * 3 + 2, 'lost-update', 'commits');
      const stored = new Map<string, Entity>(state.entries());
      for (const entity of acknowledged.flat()) {
        const found = stored.get(keyOfEntity(entity));
        // A score may have been replaced since; nothing else may.
        const same =
          entity.type === 'expert' && entity.id === 'muffin'
            ? found !== undefined
            : canonical(found) === canonical(entity);
        t.check(same, 'lost-update', { expected: entity, actual: found });
      }
      const labels = state.list('tension').map(({ label }) => label);
      t.equal(new Set(labels).size, 6, 'lost-update', 'tensions');
      await expectSound(t, fixture.store(), id, 'lost-update');
    },
  },
  {
    clause: 'DS-WRITE-04',
    title: 'scores of different rounds, given to one expert at the same time, are all kept',
    run: async (t) => {
      const fixture = await t.open();
      const rounds = [1, 2, 3, 4].map((round): Step => ({ method: 'createRound', input: { round, panel: [] } }));
      await performAll(fixture.store(), id, [...beginning, ...rounds]);
      const stores = await barred(fixture, 5);
      const score = (round: number): Step => ({
        method: 'scoreExpert',
        input: { expert: 'muffin', round, score: 10 + round },
      });
      await Promise.all(stores.map((store, round) => perform(store, id, score(round))));
      const { state } = await fixture.store().load(id);
      const muffin = sure(state.get(entityKey.expert('muffin')));
      t.equal(muffin.scores, { 0: 10, 1: 11, 2: 12, 3: 13, 4: 14 }, 'lost-update');
      t.equal(muffin.totalScore, 60, 'lost-update', 'the total');
    },
  },
  {
    clause: 'DS-WRITE-05',
    title: 'every write but the first needs a dialogue, and the first needs that there is none',
    run: async (t) => {
      const { store, ledger, fixture } = await openBench(t);
      const inputs = new Map(wholeStory.map((step) => [step.method, step]));
      for (const method of writeMethods) {
        if (method === 'create') continue;
        const end = await endOf(() => perform(store, id, sure(inputs.get(method))));
        t.equal(end, 'dialogue_not_found', 'wrong-code', method);
      }
      t.equal(ledger.counts.commit, 0, 'written-all-the-same');
      await perform(store, id, sure(beginning[0]));
      for (const each of [store, fixture.store()]) {
        const error: unknown = await perform(each, id, sure(beginning[0])).catch((thrown: unknown) => thrown);
        t.check(isColloquyError(error, 'dialogue_exists'), 'wrong-code', { message: 'create again', actual: error });
      }
      t.equal((await fixture.probe.rows(id)).log.length, 1, 'written-all-the-same');
    },
  },
];
