import { dialogueId, type Batch, type MigrationPort, type Residence, type ResidenceChange } from '@colloquy/core';
import { foreignDigest } from '../data/draft.ts';
import { manyKeys } from '../data/names.ts';
import { batchOf } from '../laws/migration/Moving.ts';
import type { Specimen } from './Specimen.ts';
import type { WitnessCall, Witnesses } from './Witness.ts';

const upon = 'with an entry';
const unclaimed = 'a claim upon no row';
const stays = 'a head stays';
/** The same case of a change that does not take place, or that has taken place before. */
const not = (name: string): string => `${name}; refused, or there already`;

/** Rows of a batch, at most. */
const rowsAtMost = 99;

function residence(status: Residence['status'], { id, writer }: Specimen): Residence {
  return { status, move: `of ${id} at ${writer.model.n}` };
}

function headOf({ writer }: Specimen): ResidenceChange['head'] {
  const head = writer.model.head();
  return head === undefined ? null : { n: head.n, commitId: head.commitId };
}

/** A change with an entry, which the model has already. */
function withEntry(specimen: Specimen, from: Residence | null, to: Residence | null): ResidenceChange {
  const { writer } = specimen;
  const head = headOf(specimen);
  const commit = writer.draft({ variant: 3 });
  writer.model.commit(commit);
  const { n, commitId, header, body, auth } = commit;
  return { from, to, head, entry: { n, commitId, header, body, auth } };
}

function call(
  { t, id }: Specimen,
  name: string,
  change: ResidenceChange,
  changed: boolean,
  of: typeof id = id,
): WitnessCall<MigrationPort> {
  const run = async (port: MigrationPort): Promise<void> => {
    t.equal((await port.change(of, change)).changed, changed, 'not-as-prepared', name);
  };
  return { case: name, run };
}

/** Out and back again, by every way that a change goes; and a claim of a dialogue that is not there. */
function* changes(specimen: Specimen): Generator<WitnessCall<MigrationPort>> {
  const moved = residence('moved', specimen);
  const { move } = moved;
  const [purging, purged] = [
    { status: 'purging', move },
    { status: 'purged', move },
  ] as const;
  const importing = { status: 'importing', move: `${move}, back` } as const;
  const leave = withEntry(specimen, null, moved);
  const head = headOf(specimen);
  yield call(specimen, upon, leave, true);
  yield call(specimen, not(upon), leave, true);
  yield call(specimen, not(upon), { ...leave, to: purged }, false);
  yield call(specimen, stays, { from: moved, to: purging, head }, true);
  yield call(specimen, not(stays), { from: moved, to: purging, head }, true);
  yield call(specimen, not(stays), { from: moved, to: importing, head }, false);
  yield call(specimen, stays, { from: purging, to: purged, head }, true);
  yield call(specimen, stays, { from: purged, to: importing, head }, true);
  yield call(specimen, upon, withEntry(specimen, importing, null), true);
  const claimed = dialogueId(`${specimen.id}-claimed-${specimen.writer.model.n}`);
  const claim = { from: null, to: importing, head: null };
  yield call(specimen, unclaimed, claim, true, claimed);
  yield call(specimen, not('a claim'), claim, true, claimed);
  yield call(specimen, not('a claim'), { ...claim, to: moved }, false, claimed);
}

/** Batches while the dialogue is away: rows that are none of its own are put, and go again. */
async function* batches(specimen: Specimen): AsyncGenerator<WitnessCall<MigrationPort>> {
  const { t, id, fixture, writer, limit } = specimen;
  const port = t.owed(fixture.store.migration, 'a store with migration');
  const moved = residence('moved', specimen);
  t.equal((await port.change(id, withEntry(specimen, null, moved))).changed, true, 'not-as-prepared');
  const keys = manyKeys(Math.min(rowsAtMost, limit - 1), 900_000);
  const bytes = new Uint8Array(16);
  const records = keys.map((key) => ({ key, digest: foreignDigest(), attributes: {}, envelope: bytes }));
  const numbers = keys.map((_, at) => writer.model.n + 100 + at);
  const entries = numbers.map((n) => ({ n, commitId: '0'.repeat(32), header: bytes, body: bytes, auth: bytes }));
  const half = Math.floor(keys.length / 2);
  const sent = (parts: Partial<Batch>, under = moved): WitnessCall<MigrationPort> => {
    const batch = batchOf(parts);
    const run = async (callee: MigrationPort): Promise<void> => {
      const { written } = await callee.writeBatch(id, under, batch);
      t.equal(written, under === moved, 'not-as-prepared');
    };
    const put = batch.entries.length + batch.records.length;
    return {
      case: under === moved ? 'written' : 'not written',
      sizes: { changes: put, removals: batch.removeEntries.length + batch.removeRecords.length },
      run,
    };
  };
  yield sent({ records: records.slice(0, 1) });
  yield sent({ records }, { ...moved, status: 'purged' });
  yield sent({ records });
  yield sent({ entries });
  yield sent({ entries: entries.slice(0, half), removeRecords: keys.slice(half) });
  yield sent({ removeEntries: numbers });
  yield sent({ removeRecords: keys });
  t.equal((await port.change(id, withEntry(specimen, moved, null))).changed, true, 'not-as-prepared');
}

/** The calls of MigrationPort upon one dialogue, which is active before and after. */
export const migrationPortWitnesses: Witnesses<MigrationPort, Specimen> = {
  *residence({ id }) {
    yield { run: (port) => port.residence(id) };
  },

  *exportBatch({ id }) {
    const [first, second] = manyKeys(2);
    for (const after of [undefined, first, second]) yield { run: (port) => port.exportBatch(id, after) };
  },

  change: changes,

  writeBatch: batches,

  *listPartitions() {
    for (const limit of [1, 10, 1000]) yield { sizes: { limit }, run: (port) => port.listPartitions({ limit }) };
  },
};
