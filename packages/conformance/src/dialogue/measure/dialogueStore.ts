import type { DialogueStore } from '@colloquy/core';
import type { Witness, WitnessCall, Witnesses } from '../../measure/Witness.ts';
import { endOf } from '../support/errors.ts';
import { beginning, perform, roundBatch, type WriteMethod } from '../support/story.ts';
import type { DialogueSubject } from './DialogueSubject.ts';
import { documentSizes, manyExperts, manyPerspectives } from './documents.ts';

type Call = WitnessCall<DialogueStore>;
type DialogueWitness = Witness<DialogueStore, DialogueSubject>;

const cases = {
  usual: 'usual',
  renewed: 'data key renewed',
  absent: 'no such dialogue',
  wide: 'more than 95 keys',
  moved: 'a boundary entry is the head',
} as const;

/** A call that must end with this code. */
function ending(subject: DialogueSubject, code: string, run: Call['run']): Call['run'] {
  return async (store) => subject.t.equal(await endOf(() => run(store)), code, 'other-end');
}

/** A write of one entity, `wide` with more references than one `get` asks for. */
function writes(method: WriteMethod, input: unknown, wide?: unknown): DialogueWitness {
  return async function* witness(subject) {
    const { usual, renewed, absent, moved } = subject;
    const run = (id: typeof usual, given = input): Call['run'] => {
      return (store) => perform(store, id, { method, input: given });
    };
    yield subject.call(cases.usual, usual, run(usual));
    yield subject.call(cases.renewed, renewed, run(renewed));
    yield subject.call(cases.absent, absent, ending(subject, 'dialogue_not_found', run(absent)));
    await subject.cross();
    yield subject.call(cases.moved, moved, run(moved));
    if (wide !== undefined && subject.isWide) yield subject.call(cases.wide, usual, run(usual, wide));
  };
}

/** A read by key, or of the log, that answers also for a dialogue that is not there. */
function reads(read: (store: DialogueStore, id: DialogueSubject['usual']) => Promise<unknown>): DialogueWitness {
  return async function* witness(subject) {
    const { usual, renewed, absent, moved } = subject;
    yield subject.call(cases.usual, usual, (store) => read(store, usual));
    yield subject.call(cases.renewed, renewed, (store) => read(store, renewed));
    yield subject.call(cases.absent, absent, (store) => read(store, absent));
    await subject.cross();
    yield subject.call(cases.moved, moved, (store) => read(store, moved));
  };
}

/** A read of everything. */
function readsAll(method: 'load' | 'open'): DialogueWitness {
  return async function* witness(subject) {
    const { usual, renewed, absent, moved } = subject;
    yield subject.call(cases.usual, usual, (store) => store[method](usual));
    yield subject.call(cases.usual, renewed, (store) => store[method](renewed));
    yield subject.call(
      cases.absent,
      absent,
      ending(subject, 'dialogue_not_found', (store) => store[method](absent)),
    );
    await subject.cross();
    yield subject.call(cases.moved, moved, (store) => store[method](moved));
  };
}

const item = { round: 0, contributors: ['muffin'] };

/** The calls of DialogueStore upon one dialogue, which the first of them imports. */
export const dialogueStoreWitnesses: Witnesses<DialogueStore, DialogueSubject> = {
  async *importDocument(subject) {
    const { entities, document, usual } = subject;
    const sizes = documentSizes(document, entities);
    const isOne = entities <= 998 && (sizes['bytesWritten'] ?? 0) <= 1.5 * 1024 * 1024;
    const name = isOne ? 'at most 998 entities and 1.5 MiB' : 'more';
    const run: Call['run'] = async (store) => {
      const { value } = await store.importDocument(usual, document);
      subject.t.equal(value.entities, entities, 'the-test-itself', 'entities of the document');
    };
    yield subject.call(name, usual, run, sizes);
    await subject.prepareRenewed();
    await subject.prepareMoved();
  },

  *create(subject) {
    const { usual, fresh } = subject;
    const [first] = beginning;
    const run = (id: typeof usual): Call['run'] => {
      return (store) => perform(store, id, { method: 'create', input: first?.input });
    };
    yield subject.call(cases.usual, fresh, run(fresh));
    yield subject.call('the id is taken', usual, ending(subject, 'dialogue_exists', run(usual)));
  },

  get: reads((store, id) => store.get(id)),
  item: reads((store, id) => store.item(id, 'P0001')),
  load: readsAll('load'),
  open: readsAll('open'),
  history: reads((store, id) => store.history(id, 1, 10)),
  outcome: reads((store, id) => store.outcome(id, { n: 1, commitId: '0'.repeat(32) })),

  *verify(subject) {
    const { usual, renewed } = subject;
    yield subject.call('one page', usual, (store) => store.verify(usual));
    yield subject.call('one page', renewed, (store) => store.verify(renewed));
  },

  registerExpert: writes('registerExpert', { slug: 'brioche', role: 'Baker', tier: 'Core', source: 'pool' }),
  scoreExpert: writes('scoreExpert', { expert: 'muffin', round: 0, score: 40 }),
  recordContent: writes('recordContent', { round: 0, expert: 'muffin', content: 'Raw words.' }),
  registerItem: writes(
    'registerItem',
    { ...item, type: 'perspective', label: 'Another', content: 'Once more.' },
    { ...item, type: 'claim', label: 'All of us', content: 'Together.', contributors: manyExperts },
  ),
  registerMove: writes(
    'registerMove',
    { round: 0, expert: 'scone', moveType: 'challenge', targets: ['P0001'], context: 'Why two?' },
    { round: 0, expert: 'scone', moveType: 'challenge', targets: manyPerspectives, context: 'Why so many?' },
  ),
  addRef: writes('addRef', { source: 'P0001', refType: 'question', target: 'T0001' }),
  commentTension: writes('commentTension', { target: 'T0001', actors: ['scone'], reason: 'Still unclear.' }),
  transitionItem: writes('transitionItem', { target: 'T0001', status: 'addressed', actors: ['muffin'] }),
  recordVerdict: writes('recordVerdict', verdict('v01', ['muffin']), verdict('v02', manyExperts)),
  signalConvergence: writes('signalConvergence', { round: 0, expert: 'muffin', context: 'Ready.' }),
  createRound: writes(
    'createRound',
    { round: 1, panel: [{ slug: 'muffin', source: 'retained' }] },
    { round: 2, panel: manyExperts.map((slug) => ({ slug, source: 'retained' })) },
  ),
  setRoundStatus: writes('setRoundStatus', { round: 0, status: 'completed', summary: 'Agreed.' }),

  async *registerRound(subject) {
    const { usual, renewed, absent, moved, isWide } = subject;
    const batch = (id: typeof usual, round: number): Call['run'] => {
      return (store) => perform(store, id, { method: 'registerRound', input: roundBatch(round) });
    };
    yield subject.call(cases.usual, usual, batch(usual, isWide ? 3 : 2));
    yield subject.call(cases.usual, renewed, batch(renewed, 2));
    yield subject.call(cases.absent, absent, ending(subject, 'dialogue_not_found', batch(absent, 2)));
    await subject.cross();
    yield subject.call(cases.moved, moved, batch(moved, 2));
  },

  setDialogueStatus: writes('setDialogueStatus', { status: 'converging', reason: 'One signal of two.' }),
};

function verdict(id: string, supportingExperts: readonly string[]): object {
  return {
    id,
    verdictType: 'interim',
    round: 0,
    recommendation: 'Build the suite.',
    description: 'It decides.',
    confidence: 'strong',
    conditions: ['Every clause has a mutant.'],
    supportingExperts,
  };
}

/** Verifying dialogues whose logs are long. */
export const longLogWitnesses: Witnesses<Pick<DialogueStore, 'verify'>, DialogueSubject> = {
  async *verify(subject) {
    for (const times of [9, 1, 1]) {
      await subject.renewAgain(times);
      const { case: name, sizes = {} } = subject.call('several pages', subject.renewed, async () => undefined);
      yield { ...(name === undefined ? {} : { case: name }), sizes, run: (store) => store.verify(subject.renewed) };
    }
  },
};
