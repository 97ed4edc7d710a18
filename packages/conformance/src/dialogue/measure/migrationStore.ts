import { dialogueId, type DialogueId, type MigrationStore } from '@colloquy/core';
import { createTestMigrationStore, seededSources } from '@colloquy/core/testing';
import { measureTrait, type Subject, type WitnessCall, type Witnesses } from '../../measure/Witness.ts';
import type { MeasuredRequest, MeasuredSizes, Measurement } from '../../report/Measurement.ts';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { mover as moverKey, there } from '../support/crossing.ts';
import { endOf, sure } from '../support/errors.ts';
import { Ledger } from '../support/Ledger.ts';
import { dyingAfter, Pair, withPort } from '../support/moves.ts';
import { documentMaker } from './documents.ts';
import { Tally } from './Tally.ts';

/** Entities of the dialogues that move. */
const sizes = [10, 100, 310];

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

  /** One that has left for there: as far as its `migrate.out`, or whole. */
  async gone(name: string, step?: 'leave'): Promise<DialogueId> {
    const id = await this.here(name);
    await endOf(() => this.#pair.mover(step === undefined ? {} : dyingAfter(step)).start(id));
    return id;
  }

  /** What nobody meters. */
  store(at: 'here' | 'there'): MigrationStore {
    const { fixture } = at === 'here' ? this.#pair.source : this.#pair.target;
    return storeOver(fixture, fixture.backend, at);
  }

  async moveIdAt(id: DialogueId): Promise<string> {
    const { text } = await this.store('here').location(id);
    return sure(text).moveId;
  }
}

function storeOver(
  { keys }: DialogueFixture,
  backend: Parameters<typeof withPort>[0],
  name: 'here' | 'there',
): MigrationStore {
  const sources = seededSources({ seed: 6_000_000 });
  return createTestMigrationStore({
    backend,
    header: keys.header,
    name,
    signer: moverKey.signer,
    actor: 'mover',
    sources,
  });
}

type Call = WitnessCall<MigrationStore>;

const witnesses: Witnesses<MigrationStore, MoveSubject> = {
  *listPartitions() {
    for (const limit of [1, 10, 1000]) yield { sizes: { limit }, run: (store) => store.listPartitions({ limit }) };
  },
  async *location(subject) {
    const id = await subject.here('located');
    yield { sizes: subject.of(id), run: (store) => store.location(id) } satisfies Call;
  },
  async *exportEncryptedBatch(subject) {
    const id = await subject.here('exported');
    const sizesOf = subject.of(id);
    yield { case: 'of the log', sizes: sizesOf, run: (store) => store.exportEncryptedBatch(id, undefined) };
    yield { case: 'of the records', sizes: sizesOf, run: (store) => store.exportEncryptedBatch(id, 'r') };
  },
  async *importEncryptedBatch(subject) {
    const id = await subject.coming('imported', 'claim');
    const moveId = await subject.moveIdAt(id);
    const batch = await subject.store('there').exportEncryptedBatch(id, 'r');
    yield { sizes: subject.of(id), run: (store) => store.importEncryptedBatch(id, moveId, batch) };
  },
  async *verifyChainContinuity(subject) {
    const id = await subject.here('verified');
    yield { sizes: subject.of(id), run: (store) => store.verifyChainContinuity(id) };
  },
  async *claim(subject) {
    const id = await subject.coming('claimed');
    const { logId = '' } = await subject.store('there').location(id);
    const asked = { moveId: moveIdOf('1'), source: there, logId, over: null };
    yield { sizes: subject.of(id), run: (store) => store.claim(id, asked) };
    yield { sizes: subject.of(id), run: (store) => store.claim(id, asked) };
  },
  async *leave(subject) {
    const id = await subject.here('left');
    for (const _ of ['first', 'again'])
      yield { sizes: subject.of(id), run: (store) => store.leave(id, moveIdOf('2'), there) };
  },
  async *activate(subject) {
    const id = await subject.coming('activated', 'verify');
    const moveId = await subject.moveIdAt(id);
    const { n, hash } = sure((await subject.store('there').location(id)).head);
    const copied = { records: 1, bytes: 1, digest: moveIdOf('1').repeat(2) };
    for (const _ of ['first', 'again']) {
      yield { sizes: subject.of(id), run: (store) => store.activate(id, moveId, { n, hash, copied }) };
    }
  },
  async *abort(subject) {
    const id = await subject.coming('aborted', 'verify');
    const { residence, logId = '' } = await subject.store('here').location(id);
    const asked = { moveId: await subject.moveIdAt(id), source: there, logId, over: residence };
    for (const _ of ['first', 'again']) yield { sizes: subject.of(id), run: (store) => store.abort(id, asked) };
  },
  async *reopen(subject) {
    const id = await subject.gone('reopened', 'leave');
    const moveId = await subject.moveIdAt(id);
    yield { sizes: subject.of(id), run: (store) => store.reopen(id, moveId) };
  },
  async *purge(subject) {
    const id = await subject.gone('purged');
    const moveId = await subject.moveIdAt(id);
    const evidence = { store: there, n: 1, hash: '' };
    yield { sizes: subject.of(id), run: (store) => store.purge(id, moveId, evidence) };
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
        calls.push({ unit: name, request: name === 'listPartitions' ? name : `${name} ${String(id)}` });
        return act();
      });
      const backend = {
        ...ledger.over(metered),
        ...(metered.migration === undefined ? {} : { migration: metered.migration }),
      };
      const callee = storeOver(fixture, backend, 'here');
      return { callee, take: () => [...ledger.requests.splice(0), ...calls.splice(0)] };
    };
    const common = { trait: 'MigrationStore', meter, witnesses, subject };
    measurements.push(...(await measureTrait({ ...common, ...(each === undefined ? {} : { measured: each }) })));
  }
  return measurements;
}
