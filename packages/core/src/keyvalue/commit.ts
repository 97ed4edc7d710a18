import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { bytesEqual, compareAscii } from '../bytes/index.ts';
import { limits } from '../limits.ts';
import { ColloquyError } from '../errors/index.ts';
import type { CallOptions, Commit, CommitOutcome, Digest, LogEntry } from '../traits/PartitionStore.ts';
import type { CommitOver } from '../traits/RepairPort.ts';
import {
  asEntry,
  asHead,
  asRecord,
  entryItem,
  headFor,
  headItem,
  pendingOf,
  place,
  publicHead,
  recordItem,
  residenceFields,
  type StoredHead,
} from './layout.ts';
import type { Engine, EngineAction, EngineCondition } from './Engine.ts';
import { refuseEndless } from './refuseEndless.ts';
import { readUnderOneHead } from './readUnderOneHead.ts';
import { applyPending, applyRecords, chunksOf, sweepChunks } from './redo.ts';

/** Entry and head, without the records: what both the small and the large path begin with. */
const fixedActions = 2;

/** Writes a commit: in one transaction if it fits, otherwise through redo chunks in the same transaction as head and entry. */
export async function commitTo(
  engine: Engine,
  id: DialogueId,
  commit: Commit,
  limit: number,
  options: CallOptions,
  over?: CommitOver,
): Promise<CommitOutcome> {
  const fixed = fixedActions + (over?.remove.length ?? 0);
  const fits = fixed + commit.changes.length + commit.checks.length <= limit;
  if (!fits && fixed >= limit) throw tooManyEntries(id, fixed, limit);
  const write = fits ? writeSmall : writeLarge;
  for (let round = 1; ; round++) {
    refuseEndless(id, round);
    // The small path lets its transaction decide and asks for reasons after; the large one cannot hold all conditions.
    if (fits && (await write(engine, id, commit, limit, options, over))) return { outcome: 'committed' };
    const judged = await judge(engine, id, commit, limit, options, over);
    if (judged !== undefined) return judged;
    if (!fits && (await write(engine, id, commit, limit, options, over))) return { outcome: 'committed' };
    // Somebody else was faster: what is there now is judged anew.
  }
}

/** The verdict on what stands there now, in the order of the law; undefined when nothing speaks against writing. */
async function judge(
  engine: Engine,
  id: DialogueId,
  commit: Commit,
  limit: number,
  options: CallOptions,
  over: CommitOver | undefined,
): Promise<CommitOutcome | undefined> {
  for (let round = 1; ; round++) {
    refuseEndless(id, round);
    const [entryRead, headRead] = await engine.read([place.entry(id, commit.n), place.head(id)], options);
    const entry = asEntry(entryRead);
    const head = headFor(over === undefined ? 'head' : 'write', id, headRead);
    if (entry !== undefined) {
      if (isSameEntry(entry, commit)) return { outcome: 'committed' };
      return { outcome: 'conflict', head: head && publicHead(head), entry };
    }
    headFor('write', id, headRead);
    if (!isGround(head, commit, over)) {
      return { outcome: 'conflict', head: head && publicHead(head), entry: undefined };
    }
    if (head !== undefined && pendingOf(head) !== undefined) {
      await applyPending(engine, id, head, limit, options);
      continue;
    }
    const keys = await brokenConditions(engine, id, commit, head, options);
    if (keys === 'moved') continue;
    return keys.length === 0 ? undefined : { outcome: 'mismatch', keys };
  }
}

function isSameEntry(entry: LogEntry, commit: Commit): boolean {
  return (
    entry.commitId === commit.commitId &&
    bytesEqual(entry.header, commit.header) &&
    bytesEqual(entry.body, commit.body) &&
    bytesEqual(entry.auth, commit.auth)
  );
}

/** Keys whose `prior` or check does not hold, all seen under the same head; `moved` when that head is gone. */
async function brokenConditions(
  engine: Engine,
  id: DialogueId,
  commit: Commit,
  head: StoredHead | undefined,
  options: CallOptions,
): Promise<readonly RecordKey[] | 'moved'> {
  const expected = new Map<RecordKey, Digest | null>();
  for (const change of commit.changes) expected.set(change.key, change.prior);
  for (const check of commit.checks) expected.set(check.key, check.digest);
  const keys = [...expected.keys()].sort(compareAscii);
  const broken: RecordKey[] = [];
  for (let i = 0; i < keys.length; i += limits.getKeys) {
    const batch = keys.slice(i, i + limits.getKeys);
    const read = await readUnderOneHead(engine, id, batch, options);
    if (read === undefined || read.head?.n !== head?.n || read.head?.commitId !== head?.commitId) return 'moved';
    batch.forEach((key, at) => {
      if ((asRecord(read.items[at])?.digest ?? null) !== expected.get(key)) broken.push(key);
    });
  }
  return broken;
}

function tooManyEntries(id: DialogueId, actual: number, max: number): ColloquyError {
  return new ColloquyError('limit_exceeded', `One transaction holds ${max} actions, and this one needs more.`, {
    context: { dialogueId: id, limit: 'transaction', max, actual },
  });
}

function isGround(head: StoredHead | undefined, { n }: Commit, over: CommitOver | undefined): boolean {
  if (over === undefined) return (head?.n ?? 0) === n - 1;
  return head?.n === over.head?.n && head?.commitId === over.head?.commitId;
}

/** What every commit demands of the row of the head beside its number: no large commit unfinished, and no residence. */
const ordinary = { pendingCommitId: undefined, ...residenceFields(null) };

/** The head must be where the commit was planned, and the dialogue {@link ordinary}: no row has no residence. */
function headCondition(commit: Commit, over: CommitOver | undefined): EngineCondition {
  if (over !== undefined) {
    if (over.head === null) return { kind: 'absent' };
    const { n, commitId } = over.head;
    return { kind: 'fields', fields: { n, commitId, ...ordinary } };
  }
  if (commit.n === 1) return { kind: 'absent' };
  return { kind: 'fields', fields: { n: commit.n - 1, ...ordinary } };
}

function digestCondition(digest: Digest | null): EngineCondition {
  return digest === null ? { kind: 'absent' } : { kind: 'fields', fields: { digest } };
}

async function writeSmall(
  engine: Engine,
  id: DialogueId,
  commit: Commit,
  _limit: number,
  options: CallOptions,
  over: CommitOver | undefined,
): Promise<boolean> {
  const actions: readonly EngineAction[] = [
    { action: 'put', ...place.head(id), item: headItem(commit), condition: headCondition(commit, over) },
    { action: 'put', ...place.entry(id, commit.n), item: entryItem(commit), condition: { kind: 'absent' } },
    ...commit.changes.map((change): EngineAction => {
      const condition = digestCondition(change.prior);
      return { action: 'put', ...place.record(id, change.key), item: recordItem(change), condition };
    }),
    ...removalsOf(id, over),
    ...commit.checks.map(({ key, digest }): EngineAction => {
      return { action: 'check', ...place.record(id, key), condition: digestCondition(digest) };
    }),
  ];
  return engine.transact(actions, options);
}

function removalsOf(id: DialogueId, over: CommitOver | undefined): readonly EngineAction[] {
  return (over?.remove ?? []).map((n): EngineAction => ({ action: 'delete', ...place.entry(id, n) }));
}

/** Head, entry and chunks in one transaction, then the records. Their conditions were read under the head that it demands. */
async function writeLarge(
  engine: Engine,
  id: DialogueId,
  commit: Commit,
  limit: number,
  options: CallOptions,
  over: CommitOver | undefined,
): Promise<boolean> {
  const removals = removalsOf(id, over);
  const chunks = chunksOf(commit.changes, limit - fixedActions - removals.length);
  const head = headItem(commit, { commitId: commit.commitId, chunks: chunks.length });
  const actions: readonly EngineAction[] = [
    { action: 'put', ...place.head(id), item: head, condition: headCondition(commit, over) },
    { action: 'put', ...place.entry(id, commit.n), item: entryItem(commit), condition: { kind: 'absent' } },
    ...removals,
    ...chunks.map((item, index): EngineAction => ({ action: 'put', ...place.chunk(id, commit.commitId, index), item })),
  ];
  const done = await engine.transact(actions, options);
  const pending = asHead(head);
  if (done && pending !== undefined) {
    try {
      await applyRecords(engine, id, { head: pending, records: commit.changes }, limit, options);
      // Also what those have left who died after their last step but one.
      await sweepChunks(engine, id, options);
    } catch {
      // The commit has taken effect, so a failure now must not say otherwise: the next visitor goes on from here.
    }
  }
  return done;
}
