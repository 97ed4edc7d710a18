import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual, toHex } from '../../bytes/index.ts';
import type { MigrationBackend } from '../../traits/MigrationPort.ts';
import type { Head, PartitionStore } from '../../traits/PartitionStore.ts';
import type { Boundary, BoundaryChain, LoggedLocation } from '../BoundaryChain.ts';
import type { Copied } from '../boundaryBody.ts';
import type { MoverKeys } from '../MoverKeys.ts';
import { compareStored } from './compareStored.ts';
import { CopiedSum } from './CopiedSum.ts';
import { logFault, recordFault } from './faults.ts';
import { FollowedLog } from './FollowedLog.ts';
import { recordsOf } from './recordsOf.ts';
import { whileItHolds } from './Superseded.ts';
import { portOf } from '../portOf.ts';
import { windowsOf } from './windowsOf.ts';
import { Work, type WorkOptions } from './Work.ts';

/** A store to be judged by its own log. */
export interface JudgeRequest extends WorkOptions {
  readonly id: DialogueId;
  readonly source: Pick<PartitionStore, 'log'> & MigrationBackend;
  /** n of the head that is to be judged; absent: whatever stands there. */
  readonly upTo?: number;
  readonly tenant: string;
  readonly movers: MoverKeys;
}

/** Log and records are those of the head. */
export interface Sound {
  readonly outcome: 'sound';
  readonly n: number;
  /** Of entry n: 64 lowercase hexadecimal digits. */
  readonly hash: string;
  /** What a copy would say of its records. */
  readonly copied: Copied;
  readonly location: LoggedLocation;
  readonly boundaries: readonly Boundary[];
}

/** Nothing was judged: there is no dialogue, it has another head or got one meanwhile, or a large commit is unfinished. */
export interface NotJudged {
  readonly outcome: 'absent' | 'changed' | 'unfinished';
}

/**
 * Judges what a store holds as an arrival would (MG-COPY-01 to -03): its log from the genesis to the head, and each record by it. Writes
 * nothing, not even what a large commit has left to do. For dry runs, and as evidence before a purge.
 *
 * @throws ColloquyError `integrity_error`, reason `source_log` or `source_record` as `copyDialogue`; `move_refused`, reason `no_capability`
 * @example
 * const judged = await judgeSource({ id, source, tenant: 'acme', movers });
 * if (judged.outcome === 'sound') console.log(judged.n, judged.copied.records);
 */
export async function judgeSource(request: JudgeRequest): Promise<Sound | NotJudged> {
  const { id, source, upTo } = request;
  const port = portOf(source);
  const work = new Work(request);
  const { head, pending } = await port.residence(id, work.call);
  if (head === undefined) return { outcome: 'absent' };
  if (pending) return { outcome: 'unfinished' };
  if (upTo !== undefined && upTo !== head.n) return { outcome: 'changed' };
  // A large commit changes the head before it puts a record anywhere.
  const isStill = (now: { readonly head: Head | undefined }): boolean =>
    now.head?.n === head.n && now.head.commitId === head.commitId;
  const ground = { at: 'source', port, reasons: ['source_log', 'source_record'], holds: isStill } as const;
  const judged = await whileItHolds(id, [ground], work.call, async () => judge(request, head, work));
  if (judged.outcome === 'superseded' || !isStill(await port.residence(id, work.call))) return { outcome: 'changed' };
  return judged;
}

async function judge({ id, source, tenant, movers }: JudgeRequest, head: Head, work: Work): Promise<Sound> {
  let followed: BoundaryChain | undefined;
  const log = new FollowedLog({
    backend: source,
    id,
    upTo: head.n,
    tenant,
    movers,
    accept: (chain, last) => {
      const isHead = bytesEqual(last.header, head.header) && bytesEqual(last.auth, head.auth);
      if (!isHead) throw logFault(id, 'source_log', head.n, 'head');
      followed = chain;
    },
    broken: (n, why) => logFault(id, 'source_log', n, why),
    work,
  });
  const sum = new CopiedSum();
  const windows = windowsOf(log, work.limits.windowKeys);
  for await (const compared of compareStored(windows, recordsOf(portOf(source), id, work))) {
    if (compared.is !== 'same') throw recordFault(id, 'source_record', compared);
    sum.add(compared.record, compared.change);
    work.count({ records: 1, bytes: compared.record.envelope.byteLength });
  }
  return {
    outcome: 'sound',
    n: head.n,
    hash: toHex(followed?.last?.hash ?? new Uint8Array(0)),
    copied: sum.end(),
    location: followed?.location ?? { at: 'unnamed' },
    boundaries: followed?.boundaries ?? [],
  };
}
