import { dialogueId, type DialogueId, type MigrationStore } from '@colloquy/core';
import { measureTrait, type Subject, type WitnessCall, type Witnesses } from '../../measure/Witness.ts';
import type { MeasuredRequest, MeasuredSizes, Measurement } from '../../report/Measurement.ts';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import type { Place } from '../support/crossing.ts';
import { endOf, sure } from '../support/errors.ts';
import { Ledger } from '../support/Ledger.ts';
import { dyingAfter, Pair, withPort } from '../support/moves.ts';
import { lengthen } from './longLogs.ts';
import { documentMaker } from './documents.ts';
import { Tally } from './Tally.ts';

/** Entities of the dialogues that move: of three sizes also where a batch does not hold the records. */
const sizes = [10, 110, 210, 310];

const moveIdOf = (digit: string): string => digit.repeat(32);

/** Dialogues of one size, each brought to where a call of the store under test begins. */
class MoveSubject implements Subject {
  readonly #entities: number;
  readonly #pair: Pair;
  readonly #tally: Tally;
  readonly #put: (pair: Pair, id: DialogueId) => Promise<void>;

  constructor(entities: number, pair: Pair, tally: Tally, put: (pair: Pair, id: DialogueId) => Promise<void>) {
    this.#entities = entities;
    this.#pair = pair;
    this.#tally = tally;
    this.#put = put;
  }

  sizes(): MeasuredSizes {
    return this.#tally.total();
  }

  of(id: DialogueId): MeasuredSizes {
    const own = this.#tally.sizes(id);
    return { ...own, changes: own.records, bytesWritten: own.bytes };
  }

  /** A dialogue that is here. */
  async here(name: string): Promise<DialogueId> {
    const id = dialogueId(`${name}-${this.#entities}`);
    await this.#put(this.#pair, id);
    return id;
  }

  /** One that is there, with a move to here as far as this step. */
  async coming(name: string, step?: 'claim' | 'verify'): Promise<DialogueId> {
    const id = dialogueId(`${name}-${this.#entities}`);
    const turned = this.#pair.turned();
    await this.#put(turned, id);
    if (step !== undefined) await endOf(() => turned.mover(dyingAfter(step)).start(id));
    return id;
  }

  /** One that has left for there, and is purged here as far as this step. */
  async gone(name: string, step?: 'purge-begin'): Promise<DialogueId> {
    const id = await this.here(name);
    await this.#pair.mover().start(id);
    if (step !== undefined) await endOf(() => this.#pair.mover(dyingAfter(step)).purge(id));
    return id;
  }

  /** One that has left for there, and comes back as far as this step. */
  async returning(name: string, step?: 'claim' | 'verify'): Promise<DialogueId> {
    const id = await this.gone(name);
    if (step !== undefined) await endOf(() => this.#pair.mover(dyingAfter(step)).back(id));
    return id;
  }

  /** One whose log is short, and one whose log is several pages: the longer, the larger it is. */
  async logs(name: string): Promise<readonly (readonly ['one page' | 'several pages', DialogueId])[]> {
    const [short, long] = [await this.here(name), await this.here(`${name}-long`)];
    const { backend, probe } = this.#pair.source.fixture;
    await lengthen(this.#tally.over(backend), probe, long, 2 + 2 * Math.ceil(this.#entities / 100));
    return [
      ['one page', short],
      ['several pages', long],
    ];
  }

  /** The other store. */
  get far(): Place {
    return this.#pair.target.at;
  }

  /** What nobody meters. */
  store(at: 'here' | 'there'): MigrationStore {
    return this.#pair.steps(at === 'here' ? this.#pair.source : this.#pair.target);
  }

  async moveIdAt(id: DialogueId): Promise<string> {
    const { text } = await this.store('here').location(id);
    return sure(text).moveId;
  }
}

type Call = WitnessCall<MigrationStore>;

const noHead = 'upon no head';
const aHead = 'upon a head';
const there = 'there already';
/** The same case where a look says that nothing is to be done. */
const not = (name: string): string => `${name}; refused, or there already`;

/** The same call twice: what it takes, and what it takes where it has been done. */
function* twice(
  subject: MoveSubject,
  id: DialogueId,
  cases: readonly [string, string],
  run: Call['run'],
): Generator<Call> {
  for (const name of cases) yield { case: name, sizes: subject.of(id), run };
}

/** A claim of a dialogue at the store under test, over what stands there, and the same again; and its end likewise. */
async function* claimed(
  subject: MoveSubject,
  method: 'claim' | 'abort',
  id: DialogueId,
  moveId: string,
  name: string,
): AsyncGenerator<Call> {
  const { logId = '' } = await subject.store('there').location(id);
  const { residence: over } = await subject.store('here').location(id);
  yield* twice(subject, id, [name, not(name)], (store) =>
    store[method](id, { moveId, source: subject.far, logId, over }),
  );
}

const witnesses: Witnesses<MigrationStore, MoveSubject> = {
  async *location(subject) {
    const id = await subject.here('located');
    yield { case: aHead, sizes: subject.of(id), run: (store) => store.location(id) };
    const coming = await subject.coming('located-coming', 'claim');
    yield { case: noHead, sizes: subject.of(coming), run: (store) => store.location(coming) };
  },
  async *exportEncryptedBatch(subject) {
    const id = await subject.here('exported');
    let cursor: string | undefined;
    do {
      const from = cursor;
      const batch = await subject.store('here').exportEncryptedBatch(id, from);
      const ofRecords = batch.cursor === undefined ? 'of the last records' : 'of the records';
      const name = from === undefined || from.startsWith('e') ? 'of the log' : ofRecords;
      yield { case: name, sizes: subject.of(id), run: (store) => store.exportEncryptedBatch(id, from) };
      ({ cursor } = batch);
    } while (cursor !== undefined);
  },
  async *importEncryptedBatch(subject) {
    const fresh = await subject.coming('imported', 'claim');
    const returning = await subject.returning('imported-back', 'claim');
    for (const [name, id] of [
      [noHead, fresh],
      [aHead, returning],
    ] as const) {
      const moveId = await subject.moveIdAt(id);
      const batch = await subject.store('there').exportEncryptedBatch(id, 'r');
      const sent = (under: string) => (store: MigrationStore) => store.importEncryptedBatch(id, under, batch);
      yield { case: name, sizes: subject.of(id), run: sent(moveId) };
      yield { case: not(name), sizes: subject.of(id), run: sent(moveIdOf('1')) };
    }
  },
  async *verifyChainContinuity(subject) {
    for (const [name, id] of await subject.logs('verified')) {
      yield { case: name, sizes: subject.of(id), run: (store) => store.verifyChainContinuity(id) };
    }
  },
  async *claim(subject) {
    yield* claimed(subject, 'claim', await subject.coming('claimed'), moveIdOf('1'), noHead);
    yield* claimed(subject, 'claim', await subject.returning('claimed-back'), moveIdOf('1'), aHead);
  },
  async *leave(subject) {
    for (const [name, id] of await subject.logs('left')) {
      yield* twice(subject, id, [name, there], (store) => store.leave(id, moveIdOf('2'), subject.far));
    }
  },
  async *activate(subject) {
    const copied = { records: 1, bytes: 1, digest: moveIdOf('1').repeat(2) };
    for (const [name, id] of [
      [noHead, await subject.coming('activated', 'verify')],
      [aHead, await subject.returning('activated-back', 'verify')],
    ] as const) {
      const moveId = await subject.moveIdAt(id);
      const { n, hash } = sure((await subject.store('there').location(id)).head);
      yield* twice(subject, id, [name, there], (store) => store.activate(id, moveId, { n, hash, copied }));
    }
  },
  async *abort(subject) {
    for (const [name, id] of [
      [noHead, await subject.coming('aborted', 'verify')],
      [aHead, await subject.returning('aborted-back', 'verify')],
    ] as const) {
      yield* claimed(subject, 'abort', id, await subject.moveIdAt(id), name);
    }
  },
  async *reopen(subject) {
    for (const [name, id] of await subject.logs('reopened')) {
      const moveId = moveIdOf('3');
      await subject.store('here').leave(id, moveId, subject.far);
      yield* twice(subject, id, ['left', `${there}, ${name}`], (store) => store.reopen(id, moveId));
    }
  },
  async *purge(subject) {
    const evidence = { store: subject.far, n: 1, hash: '' };
    const id = await subject.gone('purged');
    const moveId = await subject.moveIdAt(id);
    const run: Call['run'] = (store) => store.purge(id, moveId, evidence);
    yield* twice(subject, id, ['a retired copy', 'ended already'], run);
    const begun = await subject.gone('purged-begun', 'purge-begin');
    const under = await subject.moveIdAt(begun);
    yield { case: 'begun already', sizes: subject.of(begun), run: (store) => store.purge(begun, under, evidence) };
  },
};

/** Calls every method of MigrationStore upon dialogues of several sizes, and lists its calls to the backend and its port. */
export async function measureMoves(
  t: DialogueContext,
  fixture: DialogueFixture,
  each: ((measurement: Measurement) => void) | undefined,
): Promise<readonly Measurement[]> {
  t.owed(fixture.backend.migration, 'a store with a port for moves');
  const documentOf = await documentMaker(fixture);
  const pair = await Pair.of(fixture);
  const tally = new Tally();
  const measurements: Measurement[] = [];
  for (const entities of sizes) {
    const document = documentOf(entities);
    const put = async (at: Pair, id: DialogueId): Promise<void> => {
      await at.store(at.source, tally.over(at.source.fixture.backend)).importDocument(id, document);
    };
    const subject = new MoveSubject(entities, pair, tally, put);
    const meter = () => {
      const ledger = new Ledger();
      const calls: MeasuredRequest[] = [];
      const metered = withPort(fixture.backend, (name, act, [id]) => {
        calls.push({ unit: name, request: `${name} ${String(id)}` });
        return act();
      });
      const backend = {
        ...ledger.over(metered),
        ...(metered.migration === undefined ? {} : { migration: metered.migration }),
      };
      const callee = pair.steps(pair.source, backend);
      return { callee, take: () => [...ledger.requests.splice(0), ...calls.splice(0)] };
    };
    const common = { trait: 'MigrationStore', meter, witnesses, subject };
    measurements.push(...(await measureTrait({ ...common, ...(each === undefined ? {} : { measured: each }) })));
  }
  return measurements;
}
