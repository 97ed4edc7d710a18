import type { NoteSigner } from '../../checkpoint/NoteSigner.ts';
import type { NoteVerifier } from '../../checkpoint/NoteVerifier.ts';
import { ColloquyError } from '../../errors/index.ts';
import { decodeStoreHeader, placeOf } from '../../keys/storeHeader.ts';
import type { Sources } from '../../sources.ts';
import type { MigrationBackend } from '../../traits/MigrationPort.ts';
import type { CallOptions, PartitionStore } from '../../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../../traits/StoreHeaderPort.ts';
import type { StoreName } from '../boundaryBody.ts';
import type { MoverKeys } from '../MoverKeys.ts';
import type { FollowedChains } from './FollowedChains.ts';

/** Which store it is: what its header says, and the name that the configuration gives it. */
export interface Identity {
  readonly tenant: string;
  readonly here: StoreName;
}

/** What the methods of a migration store stand on. */
export interface StoreParts {
  readonly backend: PartitionStore & MigrationBackend;
  readonly signer: NoteSigner;
  readonly actor: string;
  readonly movers: MoverKeys;
  /** The keys of `movers`. */
  readonly pinned: readonly NoteVerifier[];
  readonly maxAttempts: number;
  readonly sources: Sources;
  readonly chains: FollowedChains;
  /** Read once: neither tenant nor place ever change. */
  readonly identity: (call?: CallOptions) => Promise<Identity>;
}

/** Reads the header of a store until it answered once. */
export function identityOf(header: StoreHeaderPort, name: string): StoreParts['identity'] {
  let known: Identity | undefined;
  return async (call) => {
    if (known !== undefined) return known;
    const bytes = await header.read(call);
    if (bytes === undefined) {
      throw new ColloquyError('store_not_set_up', `The store ${name} has no header: create its keys first.`);
    }
    const read = decodeStoreHeader(bytes);
    known = { tenant: read.tenant, here: { place: placeOf(read), name } };
    return known;
  };
}
