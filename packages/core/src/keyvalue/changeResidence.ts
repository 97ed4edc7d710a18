import type { DialogueId } from '../address/DialogueId.ts';
import { isSameEntry } from '../adapter/commitRows.ts';
import type { Residence, ResidenceChange } from '../traits/MigrationPort.ts';
import type { CallOptions, Head, LogEntry } from '../traits/PartitionStore.ts';
import type { Engine, EngineAction, EngineCondition, EngineItem, EnginePlace } from './Engine.ts';
import {
  asEntry,
  asHead,
  entryItem,
  headItem,
  pendingOf,
  place,
  publicHead,
  residenceFields,
  residenceOf,
} from './layout.ts';
import { refuseEndless } from './refuseEndless.ts';

/** What stands there, and whether the change is what made it so. */
export interface Changed {
  readonly changed: boolean;
  readonly head: Head | undefined;
  readonly residence: Residence | null;
}

/** One transition in one transaction (MG-STATE-01), or what stands there instead (MG-STATE-02). */
export async function changeResidence(
  engine: Engine,
  id: DialogueId,
  change: ResidenceChange,
  options: CallOptions,
): Promise<Changed> {
  const { from, to, head, entry } = change;
  for (let round = 1; ; round++) {
    refuseEndless(id, round);
    let kept: Head | undefined = entry;
    if (entry === undefined && head !== null) {
      // A head that stays is put again as it stands there: the caller knows only its number and commit.
      const seen = await see(engine, id, change, options);
      if (!seen.isGround) return seen.answer;
      kept = seen.answer.head;
    }
    const item = { ...(kept && headItem(kept)), ...(to && residenceFields(to)) };
    const actions: readonly EngineAction[] = [
      { action: 'put', ...place.head(id), item, condition: groundOf(from, head) },
      ...entryActions(id, entry),
      ...firstEntryIsAbsent(id, change),
    ];
    if (await engine.transact(actions, options)) {
      return { changed: true, head: kept && publicHead(kept), residence: to };
    }
    const seen = await see(engine, id, change, options);
    // Otherwise what was in the way has gone, as a large commit that was finished.
    if (!seen.isGround) return seen.answer;
  }
}

function groundOf(from: Residence | null, head: ResidenceChange['head']): EngineCondition {
  if (from === null && head === null) return { kind: 'absent' };
  const fields = { n: head?.n, commitId: head?.commitId, pendingCommitId: undefined, ...residenceFields(from) };
  return { kind: 'fields', fields };
}

function entryActions(id: DialogueId, entry: LogEntry | undefined): readonly EngineAction[] {
  if (entry === undefined) return [];
  return [{ action: 'put', ...place.entry(id, entry.n), item: entryItem(entry), condition: { kind: 'absent' } }];
}

/** Whether the change begins where nothing is: a log without a head is no ground for a claim. */
function isFresh({ from, head, entry }: ResidenceChange): boolean {
  return from === null && head === null && entry?.n !== 1;
}

function firstEntryIsAbsent(id: DialogueId, change: ResidenceChange): readonly EngineAction[] {
  return isFresh(change) ? [{ action: 'check', ...place.entry(id, 1), condition: { kind: 'absent' } }] : [];
}

interface Seen {
  /** Whether all that the change demands holds. */
  readonly isGround: boolean;
  /** What to say where it does not. */
  readonly answer: Changed;
}

async function see(engine: Engine, id: DialogueId, change: ResidenceChange, options: CallOptions): Promise<Seen> {
  const { from, to, head, entry } = change;
  const ofEntry: readonly EnginePlace[] = entry === undefined ? [] : [place.entry(id, entry.n)];
  const ofFirst: readonly EnginePlace[] = isFresh(change) ? [place.entry(id, 1)] : [];
  const [row, ...items] = await engine.read([place.head(id), ...ofEntry, ...ofFirst], options);
  const stands = asHead(row);
  const residence = residenceOf(row);
  const isHead = isSameHead(stands, head);
  const isGround =
    isHead &&
    isSameResidence(residence, from) &&
    pendingOf(stands) === undefined &&
    items.every((item) => item === undefined) &&
    (from !== null || head !== null || row === undefined);
  const isDone = entry === undefined ? isHead : isThere(items[0], entry);
  const changed = isDone && isSameResidence(residence, to);
  return { isGround, answer: { changed, head: stands && publicHead(stands), residence } };
}

function isSameHead(a: Head | undefined, b: ResidenceChange['head']): boolean {
  return a?.n === b?.n && a?.commitId === b?.commitId;
}

function isSameResidence(a: Residence | null, b: Residence | null): boolean {
  return a?.status === b?.status && a?.move === b?.move;
}

function isThere(item: EngineItem | undefined, entry: LogEntry): boolean {
  const stands = asEntry(item);
  return stands !== undefined && isSameEntry(stands, entry);
}
