import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual } from '../../bytes/index.ts';
import { limits } from '../../limits.ts';
import { entryHash } from '../../log/index.ts';
import { BoundedMap } from '../../store/BoundedMap.ts';
import type { CallOptions, Head, PartitionStore } from '../../traits/PartitionStore.ts';
import { BoundaryChain } from '../BoundaryChain.ts';
import type { MoverKeys } from '../MoverKeys.ts';

/** Dialogues whose chain is remembered, so that a log is followed once and not for every step of a move. */
const remembered = 256;

/** Follows logs from genesis to head, and goes on where it has been as long as that is what the head stands on. */
export class FollowedChains {
  readonly #backend: Pick<PartitionStore, 'log'>;
  readonly #movers: MoverKeys;
  readonly #known = new BoundedMap<DialogueId, BoundaryChain | undefined>(remembered);

  constructor(backend: Pick<PartitionStore, 'log'>, movers: MoverKeys) {
    this.#backend = backend;
    this.#movers = movers;
  }

  /**
   * The chain up to this head: continuous if nothing in it is broken and its last entry is the head. Without one, up to the end of the
   * log.
   */
  async follow(
    id: DialogueId,
    tenant: string,
    head: Pick<Head, 'n' | 'header'> | undefined,
    options?: CallOptions,
  ): Promise<{ readonly chain: BoundaryChain; readonly continuous: boolean }> {
    const known = this.#known.get(id);
    // Whoever is at work on it has it alone: two that add to one chain would break it.
    this.#known.set(id, undefined);
    const mayGoOn = known?.last !== undefined && head !== undefined && known.last.n <= head.n;
    let followed = mayGoOn ? await this.#add(known, id, head, options) : undefined;
    // What was known is not what this head stands on: the store was put back.
    if (followed?.continuous !== true) {
      followed = await this.#add(new BoundaryChain(id, tenant, this.#movers), id, head, options);
    }
    if (followed.continuous) this.#known.set(id, followed.chain);
    return followed;
  }

  async #add(
    chain: BoundaryChain,
    id: DialogueId,
    head: Pick<Head, 'n' | 'header'> | undefined,
    options?: CallOptions,
  ): Promise<{ readonly chain: BoundaryChain; readonly continuous: boolean }> {
    const end = head?.n ?? Infinity;
    let from: number | undefined = (chain.last?.n ?? 0) + 1;
    while (from !== undefined && from <= end) {
      const page = await this.#backend.log(id, from, limits.logPage, options);
      for (const entry of page.entries) if (entry.n <= end) chain.add(entry);
      from = page.next;
    }
    const { broken, last } = chain;
    const atHead =
      head === undefined ? last === undefined : last?.n === head.n && bytesEqual(last.hash, entryHash(head.header));
    return { chain, continuous: broken === undefined && atHead };
  }
}
