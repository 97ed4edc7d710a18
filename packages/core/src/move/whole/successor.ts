import type { StoreHeader } from '../../keys/storeHeader.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../../traits/StoreHeaderPort.ts';
import type { StoreName } from '../boundaryBody.ts';
import { changed, readHeader } from '../prepareHeaders.ts';

/** From here on new dialogues are made in the successor, and `store_retired` here (MG-WHOLE-01). */
export async function retire(header: StoreHeaderPort, { place, name }: StoreName, call?: CallOptions): Promise<void> {
  const retired = (here: StoreHeader): StoreHeader =>
    here.successor?.[0] === place && here.successor[1] === name ? here : { ...here, successor: [place, name] };
  await changed(header, retired, call);
}

/** New dialogues are made here again. */
export async function reinstate(header: StoreHeaderPort, call?: CallOptions): Promise<void> {
  const reinstated = (here: StoreHeader): StoreHeader => {
    if (here.successor === undefined) return here;
    const { successor: _taken, ...rest } = here;
    return rest;
  };
  await changed(header, reinstated, call);
}

/** The store that took the place of this one; undefined while new dialogues are made here. */
export async function successorOf(header: StoreHeaderPort, call?: CallOptions): Promise<StoreName | undefined> {
  const { successor } = (await readHeader(header, call)).header;
  return successor && { place: successor[0], name: successor[1] };
}
