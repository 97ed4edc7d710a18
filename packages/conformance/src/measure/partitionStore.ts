import { isRecordKey, type PartitionStore, type RecordKey } from '@colloquy/core';
import { manyKeys } from '../data/names.ts';
import { commitCases, heavyRefusal, type Sending } from './commitCases.ts';
import type { Specimen } from './Specimen.ts';
import type { WitnessCall, Witnesses } from './Witness.ts';

type Call = WitnessCall<PartitionStore>;

const plainly: Sending<Pick<PartitionStore, 'commit'>> = { send: (store, { id }, commit) => store.commit(id, commit) };

/** The calls of PartitionStore upon one dialogue; those that write come last. */
export const partitionStoreWitnesses: Witnesses<PartitionStore, Specimen> = {
  *head({ id }) {
    yield { run: (store) => store.head(id) };
  },

  async *get(specimen) {
    const call = (name: string, count: number, sizes: Readonly<Record<string, number>> = {}): Call => ({
      case: name,
      sizes: { keys: count, ...sizes },
      run: (store) => store.get(specimen.id, manyKeys(count)),
    });
    for (const count of [1, 10, 97]) yield call('at most 4 MB', count);
    if (!specimen.mayPend) return;
    for (const count of [1, 97]) {
      yield call('at most 4 MB, a large commit pending', count, await specimen.leavePending());
    }
  },

  *last({ id }) {
    for (const prefix of ['item#', 'item#0000', 'nothing#']) yield { run: (store) => store.last(id, prefix) };
  },

  async *load(specimen) {
    const run: Call['run'] = async (store) => {
      const { records } = await store.load(specimen.id);
      specimen.t.equal(records.length, specimen.records, 'other-data', 'records of a load');
    };
    yield { case: 'nothing pending', run };
    if (specimen.mayPend) yield { case: 'a large commit pending', sizes: await specimen.leavePending(), run };
  },

  *log({ id, writer }) {
    const { n } = writer.model;
    const call = (name: string, from: number, limit: number): Call => ({
      case: name,
      sizes: { limit },
      run: (store) => store.log(id, from, limit),
    });
    yield call('as many as asked for, or more to come', 1, 1);
    yield call('as many as asked for, or more to come', 1, Math.min(n, 1000));
    yield call('the log ends before', Math.max(1, n - 8), 1000);
    yield call('the log ends before', n, 10);
  },

  commit: (specimen) => commitCases(specimen, plainly),

  async *settle(specimen) {
    const run: Call['run'] = (store) => store.settle(specimen.id);
    const nothing = { pendingChanges: 0, pendingChunks: 0, orphanChunks: 0 };
    yield { case: 'nothing pending', sizes: nothing, run };
    if (!specimen.mayPend) return;
    yield { case: 'a large commit pending', sizes: { ...nothing, ...(await specimen.leavePending()) }, run };
    yield { case: 'nothing pending', sizes: { ...nothing, ...(await specimen.leaveOrphans()) }, run };
  },
};

/** So many records of the greatest size are more than 4 MB. */
const barelyHeavy = 14;

/** As many as one `get` may ask for: those of the large records, which come first. */
export function heavyKeys({ writer }: Specimen): readonly RecordKey[] {
  return writer.model.keys().filter(isRecordKey).slice(0, 97);
}

/** Calls about so many large records that no single answer holds them. */
export const heavyWitnesses: Witnesses<Pick<PartitionStore, 'get' | 'commit'>, Specimen> = {
  async *get(specimen) {
    const keys = heavyKeys(specimen);
    const run = (store: Pick<PartitionStore, 'get'>) => store.get(specimen.id, keys);
    yield { case: 'more than 4 MB', sizes: { keys: keys.length }, run };
    if (!specimen.mayPend) return;
    const pending = await specimen.leaveSmallPending(keys.length);
    const few = keys.slice(0, barelyHeavy);
    yield {
      case: 'more than 4 MB, a large commit pending',
      sizes: { keys: few.length, ...pending },
      run: (store) => store.get(specimen.id, few),
    };
  },

  // As many as one transaction holds besides the head, the entry and the record that it is refused for.
  *commit(specimen) {
    yield* heavyRefusal(specimen, heavyKeys(specimen), plainly);
  },
};
