import type { DialogueId } from '../address/DialogueId.ts';
import { toHex, utf8Length } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import type { RootKeys } from '../store/dialogueKeys.ts';
import { integrityError } from '../store/integrity.ts';
import { loadVerified } from '../store/loadVerified.ts';
import { send } from '../store/send.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { PartitionStore } from '../traits/PartitionStore.ts';
import type { MigrationBackend } from '../traits/MigrationPort.ts';
import type { RepairBackend } from '../traits/RepairPort.ts';
import type { ReattestStatement } from '../verify/reattestations.ts';
import { buildRepair } from './buildRepair.ts';
import { examine, type DoctorOptions, type Examination } from './diagnose.ts';
import type { Known } from './standingLog.ts';

export interface ReattestOptions extends DoctorOptions {
  /** The digest of the diagnosis that was looked at: nothing else is repaired. */
  readonly digest: string;
  /** Why, for whoever reads the log later: at most 2 KiB. It is sealed with the statement. */
  readonly reason: string;
  /** True: what an anchor or handle knows of a later state is known to be lost, and accepted. */
  readonly acceptRollback?: boolean;
}

/** What a reattestation has done. */
export interface Reattested {
  /** The entry that says so: the head now. */
  readonly n: number;
  /** Its hash, lowercase hexadecimal. */
  readonly logHead: string;
  /** What the entry's record says, sealed, for ever. */
  readonly statement: ReattestStatement;
}

type RepairableStore = PartitionStore & RepairBackend & MigrationBackend;

/** Accepts what a torn restore has left, by one commit that says what that was (RA-ATTEST-01 to -08). */
export async function reattestTorn(
  backend: RepairableStore,
  id: DialogueId,
  fresh: () => StoreContext,
  options: ReattestOptions,
): Promise<Reattested> {
  checkOptions(options);
  const context = fresh();
  const found = await examine(backend, id, context, options);
  const { end, root } = refuse(id, found, options);
  if (found.standing.pending === 'whole') await backend.settle(id, options);
  const { built, statement } = await buildRepair(context, id, found, { end, root }, options.reason, options);
  const { commit, head } = built;
  const outcome = await send(sender(context, backend, found), id, commit, options);
  if (outcome.outcome !== 'committed') throw stale(id);
  // Nothing is remembered of before: what stands there now must load by itself.
  await loadVerified(fresh(), id, options, true);
  return { n: head.n, logHead: toHex(head.hash), statement };
}

function checkOptions({ digest, reason }: ReattestOptions): void {
  if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest)) {
    throw new ColloquyError('invalid_argument', '`digest` is that of a diagnosis: 64 hexadecimal digits.');
  }
  if (typeof reason !== 'string' || reason.trim() === '' || !reason.isWellFormed()) {
    throw new ColloquyError('invalid_argument', '`reason` says why, in well-formed text.');
  }
  if (utf8Length(reason) > limits.labelBytes) {
    throw new ColloquyError('limit_exceeded', `\`reason\` has at most ${limits.labelBytes} bytes (labelBytes).`, {
      context: { limit: 'labelBytes', max: limits.labelBytes, actual: utf8Length(reason) },
    });
  }
}

function stale(id: DialogueId): ColloquyError {
  return new ColloquyError(
    'revision_conflict',
    `Dialogue ${id} is no longer what was diagnosed. Nothing was written: diagnose it again, and look again.`,
    { context: { dialogueId: id } },
  );
}

/** What goes on from here; throws unless it is what was diagnosed, torn, and can be repaired (RA-ATTEST-02, -03, -07). */
function refuse(
  id: DialogueId,
  { diagnosis, log, keys }: Examination,
  { digest, acceptRollback = false }: ReattestOptions,
): { readonly end: Known; readonly root: RootKeys } {
  const { verdict, erased, findings, obstacles, rolledBack } = diagnosis;
  if (diagnosis.digest !== digest) throw stale(id);
  if (verdict === 'damaged' || verdict === 'undetermined') {
    const first = findings[0]?.message ?? 'nothing can be authenticated.';
    throw integrityError(id, 'damaged', `no torn restore explains what stands there: ${first}`, { findings });
  }
  if (erased !== undefined) {
    throw new ColloquyError('key_erased', `Dialogue ${id} was erased by entry ${erased}: nothing brings it back.`, {
      context: { dialogueId: id, n: erased },
    });
  }
  if (verdict !== 'torn') {
    throw new ColloquyError('invalid_argument', `Dialogue ${id} is ${verdict}, not torn: ${diagnosis.next}`);
  }
  const { end } = log;
  if (obstacles.length > 0 || end === undefined || keys?.root === undefined) {
    throw integrityError(id, 'not_repairable', diagnosis.next, { obstacles });
  }
  if (rolledBack.length > 0 && !acceptRollback) {
    const first = rolledBack[0]?.message ?? '';
    throw integrityError(id, 'rollback', `${first} Accept that it is lost, or restore a later moment.`, {
      findings: rolledBack,
    });
  }
  return { end, root: keys.root };
}

/** An ordinary commit where the head is the log's end; otherwise one over the head that stands there. */
function sender(
  { sources }: StoreContext,
  backend: RepairableStore,
  { diagnosis, standing }: Examination,
): Parameters<typeof send>[0] {
  const { strayEntries, head, end } = diagnosis;
  if (head === end && strayEntries.length === 0) return { sources, backend };
  const { repair } = backend;
  if (repair === undefined) throw new RangeError('A diagnosis names a missing repair as an obstacle.');
  const over = { head: standing.head ?? null, remove: strayEntries.map(({ n }) => n) };
  return { sources, backend: { commit: async (id, commit, call) => repair.commitOver(id, commit, over, call) } };
}
