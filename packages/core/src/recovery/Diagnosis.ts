import type { RecordKey } from '../address/RecordKey.ts';
import type { Contradiction } from '../traits/MigrationStore.ts';
import type { Finding, TornRecord } from '../verify/index.ts';

/**
 * What a dialogue is found to be.
 *
 * - `sound`: nothing to do.
 * - `unfinished`: sound, and a large commit is still to be put in its places: `settle` does it, and so does the next writer.
 * - `torn`: every byte is authentic, but they are not of one moment: head, entries and records do not belong together.
 * - `rolled_back`: sound in itself, but an anchor or an open handle knows a later state.
 * - `damaged`: something stands there, or is gone, that no torn restore explains.
 * - `undetermined`: bytes stand there that no entry accounts for and that cannot be opened, without keys or because the data key that they
 *   name is lost: nobody can tell whether a lost entry wrote them or somebody else.
 */
export type RestoreVerdict = 'sound' | 'unfinished' | 'torn' | 'rolled_back' | 'damaged' | 'undetermined';

/**
 * Why a torn dialogue cannot be reattested.
 *
 * - `keys`: its log root, or a data key that a record is sealed under, is not there, or does not open.
 * - `log`: no entry of its log is there.
 * - `root`: the dialogue's own record is lost.
 * - `pending`: a large commit is unfinished, and some of its records are lost.
 * - `erased`: the dialogue was erased; erase it again.
 * - `entries`: more than 64 entries stand behind a gap.
 * - `backend`: the backend offers no `repair`, and the head does not fit its log.
 * - `moved`: an entry, the head, the residence or the register of moves says that the dialogue has left this store: restore another moment,
 *   or go on where it is.
 */
export type Obstacle = 'keys' | 'log' | 'root' | 'pending' | 'erased' | 'entries' | 'backend' | 'moved';

/** Something that names what is not there. */
export interface Dangling {
  readonly key: RecordKey;
  /** A display id, a verdict's id or an expert's slug. */
  readonly id: string;
}

/** What `doctor` answers: a finding, and the plan of a repair. Plain JSON. */
export interface Diagnosis {
  readonly verdict: RestoreVerdict;
  /** `keys`: MACs, tags and seals were checked. `structure`: digests and links only; nothing was authenticated. */
  readonly level: 'keys' | 'structure';
  /** SHA-256 over everything that stands there, lowercase hexadecimal: what `reattest` asks for, so that it repairs this and nothing else. */
  readonly digest: string;
  /** n of the head; 0 for none. */
  readonly head: number;
  /** n of the last entry of the log before any gap: what a repair goes on from. */
  readonly end: number;
  /** n of the entry that erased the dialogue. */
  readonly erased: number | undefined;
  /** Records that are not what the log's end says, in key order. */
  readonly records: readonly TornRecord[];
  /** Bytes that no entry accounts for and that cannot be opened. */
  readonly unproven: readonly RecordKey[];
  /** Entries that are known to have been written, and are not there. */
  readonly lostEntries: { readonly from: number; readonly to: number } | undefined;
  /** Entries behind a gap: authentic, and of no use without those before them. */
  readonly strayEntries: readonly { readonly n: number; readonly hash: string }[];
  /** True when the records are those of the head's tag: nothing but entries is lost. */
  readonly complete: boolean;
  /** What anchor and handle know of a later state. */
  readonly rolledBack: readonly Finding[];
  /** How what is kept of a move beside the head contradicts it; undefined where it does not (MG-ANSWER-06). */
  readonly contradiction: Contradiction | undefined;
  /** What would name nothing after a repair. */
  readonly dangling: readonly Dangling[];
  /** What no torn restore explains. */
  readonly findings: readonly Finding[];
  /** Empty for a torn dialogue that `reattest` can repair. */
  readonly obstacles: readonly Obstacle[];
  /** What to do next, for a person. */
  readonly next: string;
}
