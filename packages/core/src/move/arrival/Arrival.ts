import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError } from '../../errors/index.ts';
import { integrityError } from '../../store/integrity.ts';
import type { MigrationBackend, MigrationPort, Residence } from '../../traits/MigrationPort.ts';
import type { PartitionStore } from '../../traits/PartitionStore.ts';
import type { BoundaryChain } from '../BoundaryChain.ts';
import type { MoverKeys } from '../MoverKeys.ts';
import { parseResidenceText } from '../residenceText.ts';
import { logFault } from './faults.ts';
import { FollowedLog } from './FollowedLog.ts';
import { portOf } from '../portOf.ts';
import { Work, type WorkOptions } from './Work.ts';

/** What a dialogue is copied from and to. */
export type ArrivalStore = Pick<PartitionStore, 'log' | 'get'> & MigrationBackend;

/** A move whose `migrate.out` has landed, for steps 5 and 6 (`docs/spec/migration.md`, section 5). */
export interface ArrivalRequest extends WorkOptions {
  readonly id: DialogueId;
  /** `moved` by this move. */
  readonly source: ArrivalStore;
  readonly target: ArrivalStore;
  /** The claim that stands at the target: `importing`, with the text of this move. */
  readonly under: Residence;
  /** n of the `migrate.out` with which an earlier copy left the target; 0: there is none. */
  readonly base: number;
  /** Whether the target holds all records of its base. */
  readonly whole: boolean;
  /** n of `migrate.out` of this move. */
  readonly out: number;
  readonly tenant: string;
  readonly movers: MoverKeys;
}

/** The parts that copying and verifying share. */
export interface Arrival extends ArrivalRequest {
  readonly from: MigrationPort;
  readonly to: MigrationPort;
  /** Of the source, up to `migrate.out` of this move. */
  readonly log: FollowedLog;
  readonly work: Work;
}

/**
 * @throws ColloquyError `move_refused`, reason `no_capability`; `invalid_argument` for a residence that names no move
 */
export function openArrival(request: ArrivalRequest): Arrival {
  const { id, source, target, under, out, tenant, movers } = request;
  const move = parseResidenceText(under.move);
  if (move === undefined) {
    throw new ColloquyError('invalid_argument', 'The residence to copy under names no move.', {
      context: { dialogueId: id, status: under.status },
    });
  }
  const work = new Work(request);
  const log = new FollowedLog({
    backend: source,
    id,
    upTo: out,
    tenant,
    movers,
    accept: (chain) => {
      acceptDeparture(id, chain, out, move);
    },
    broken: (n, why) => logFault(id, 'source_log', n, why),
    work,
  });
  return { ...request, from: portOf(source), to: portOf(target), log, work };
}

/** MG-COPY-01: the last entry is `migrate.out` of this move and of this log, signed by a pinned key. */
function acceptDeparture(
  id: DialogueId,
  { boundaries }: BoundaryChain,
  out: number,
  move: { readonly moveId: string; readonly logId: string },
): void {
  const last = boundaries.at(-1);
  const isOurs = last?.n === out && last.kind === 'migrate.out';
  if (!isOurs || last.body.moveId !== move.moveId || last.body.logId !== move.logId) {
    throw integrityError(id, 'boundary', `entry ${out} is not migrate.out of move ${move.moveId}.`, {
      n: out,
      moveId: move.moveId,
    });
  }
  if (last.trust.trust === 'signed') return;
  throw integrityError(id, 'mover_unknown', `entry ${out} is signed by no pinned mover key.`, { n: out });
}
