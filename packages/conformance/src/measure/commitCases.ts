import type { Commit, RecordKey, ScopedOutcome } from '@colloquy/core';
import { foreignDigest } from '../data/draft.ts';
import { manyKeys } from '../data/names.ts';
import { redoChunks } from './redoChunks.ts';
import type { Specimen } from './Specimen.ts';
import { entryBytes, recordBytes } from './storedBytes.ts';
import type { WitnessCall } from './Witness.ts';

/** Head and entry, which every transaction of a commit holds besides. */
const fixed = 2;

const nothingPending = { pendingChanges: 0, pendingChunks: 0, orphanChunks: 0 };

/** What the budget of a commit speaks of. */
function sizesOf({ id, limit }: Specimen, commit: Commit, removals: number): Readonly<Record<string, number>> {
  const { changes, checks } = commit;
  const items = fixed + removals + changes.length + checks.length;
  return {
    changes: changes.length,
    conditions: changes.length + checks.length,
    removals,
    chunks: items <= limit ? 0 : redoChunks(changes, limit - fixed - removals),
    bytesWritten: changes.reduce((sum, change) => sum + recordBytes(id, change), entryBytes(id, commit)),
    ...nothingPending,
  };
}

/** How a commit is sent: plainly, or over a head that is named. */
export interface Sending<Callee> {
  /** Prepares entries to remove; answers with their numbers. */
  readonly remove?: (specimen: Specimen, count: number) => Promise<readonly number[]>;
  readonly send: (
    callee: Callee,
    specimen: Specimen,
    commit: Commit,
    remove: readonly number[],
  ) => Promise<ScopedOutcome>;
}

/**
 * Commits that are refused and that are not, small and large, with and without an unfinished one before them: each case several times, and
 * what is committed changes no number of records.
 */
export async function* commitCases<Callee>(
  specimen: Specimen,
  { send, remove }: Sending<Callee>,
): AsyncGenerator<WitnessCall<Callee>> {
  const { t, writer, limit, mayPend } = specimen;

  const call = (
    name: string,
    commit: Commit,
    outcome: 'committed' | 'mismatch' = 'committed',
    sizes: Readonly<Record<string, number>> = {},
    removed: readonly number[] = [],
  ): WitnessCall<Callee> => ({
    case: name,
    sizes: { ...sizesOf(specimen, commit, removed.length), ...sizes },
    run: async (callee) => {
      const answer = await send(callee, specimen, commit, removed);
      t.equal(answer.outcome, outcome, 'not-committed', `${name}, ${commit.changes.length} changes`);
      if (outcome === 'committed') writer.model.commit(commit);
    },
  });
  const draft = (changes: number, absent = 0): Commit =>
    writer.draft({ puts: specimen.puts(Math.min(changes, specimen.records)), checks: manyKeys(absent, 500_000) });

  const room = Math.min(limit, 100) - fixed;
  const half = Math.min(specimen.records, Math.floor(room / 2));
  yield call('one transaction', draft(1));
  yield call('one transaction', draft(half));
  yield call('one transaction', draft(half, room - half));
  if (remove !== undefined) {
    const removed = await remove(specimen, 2);
    yield call('one transaction', draft(1), 'committed', {}, removed);
  }
  for (const changes of [1, half]) {
    const puts = specimen.puts(changes).map((put) => ({ ...put, prior: foreignDigest() }));
    yield call('refused, or there already', writer.draft({ puts }), 'mismatch');
  }

  if (!mayPend) {
    // Where every commit is one transaction, this is one too.
    for (const changes of [280, 1000]) if (specimen.records >= changes) yield call('one transaction', draft(changes));
    return;
  }
  yield call('large', specimen.large(50));
  for (const changes of [280, 1000]) {
    if (specimen.records >= changes && changes >= limit) yield call('large', draft(changes));
  }
  const pending = await specimen.leavePending();
  yield call('one transaction, a large commit pending', draft(1), 'committed', pending);
  const again = await specimen.leavePending();
  yield call('large, a large commit pending', specimen.large(50), 'committed', again);
}

/** A commit that is refused for one record, and rests on so many large ones besides that no single answer holds them. */
export function* heavyRefusal<Callee>(
  specimen: Specimen,
  keys: readonly RecordKey[],
  { send }: Sending<Callee>,
): Generator<WitnessCall<Callee>> {
  const { t, writer } = specimen;
  const puts = manyKeys(1, 700_000).map((key) => ({ key, prior: foreignDigest() }));
  const commit = writer.draft({ puts, checks: keys });
  yield {
    case: 'refused, the conditions on more than 4 MB',
    sizes: sizesOf(specimen, commit, 0),
    run: async (callee) => {
      const { outcome } = await send(callee, specimen, commit, []);
      t.equal(outcome, 'mismatch', 'not-refused', `conditions on ${keys.length} large records`);
    },
  };
}
