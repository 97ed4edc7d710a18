import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual } from '../../bytes/index.ts';
import type { ColloquyError } from '../../errors/index.ts';
import { parseBody, type ChangeRow } from '../../log/index.ts';
import type { LogEntry, PartitionStore } from '../../traits/PartitionStore.ts';
import { readLog } from '../../verify/readLog.ts';
import { BoundaryChain, type ChainBreak } from '../BoundaryChain.ts';
import type { MoverKeys } from '../MoverKeys.ts';
import { pacedLog } from './pacedLog.ts';
import type { Work } from './Work.ts';

/** An entry that continues the log before it. */
export interface FollowedEntry {
  readonly entry: LogEntry;
  /** What it changed, in key order; nothing for a boundary. */
  readonly rows: readonly ChangeRow[];
}

export interface FollowedLogOptions {
  readonly backend: Pick<PartitionStore, 'log'>;
  readonly id: DialogueId;
  /** n of the last entry; what stands behind it is not read. */
  readonly upTo: number;
  readonly tenant: string;
  readonly movers: MoverKeys;
  /** Looks at the whole chain behind the last entry, and throws where it is not to be believed. */
  readonly accept: (chain: BoundaryChain, last: LogEntry) => void;
  readonly broken: (n: number, why: ChainBreak | 'changed') => ColloquyError;
  readonly work: Work;
}

/**
 * The log of a store up to an entry, as often as it is needed: followed from its genesis each time, and each time to the same end
 * (MG-COPY-01). Nothing of it is kept.
 */
export class FollowedLog {
  readonly #options: FollowedLogOptions;
  #end: Uint8Array | undefined;

  constructor(options: FollowedLogOptions) {
    this.#options = options;
  }

  /** One pass. Only who has come to its end may believe it. */
  async *entries(): AsyncGenerator<FollowedEntry, void, undefined> {
    const { backend, id, upTo, tenant, movers, accept, broken, work } = this.#options;
    const chain = new BoundaryChain(id, tenant, movers);
    for await (const entry of pacedLog(readLog(backend, id, work.call), work, upTo)) {
      chain.add(entry);
      if (chain.broken !== undefined) throw broken(chain.broken.n, chain.broken.why);
      const isBoundary = chain.boundaries.at(-1)?.n === entry.n;
      const isLast = entry.n === upTo;
      if (isLast) this.#believe(chain, entry, accept, broken);
      yield { entry, rows: isBoundary ? [] : (parseBody(entry.body) ?? []) };
      if (isLast) return;
    }
    throw broken((chain.last?.n ?? 0) + 1, 'missing');
  }

  #believe(
    chain: BoundaryChain,
    last: LogEntry,
    accept: FollowedLogOptions['accept'],
    broken: FollowedLogOptions['broken'],
  ): void {
    accept(chain, last);
    const end = chain.last?.hash;
    if (this.#end === undefined) this.#end = end;
    else if (end === undefined || !bytesEqual(this.#end, end)) throw broken(last.n, 'changed');
  }
}
