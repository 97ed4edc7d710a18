import { dialogueId, type DialogueId } from '../../address/DialogueId.ts';
import type { NoteSigner } from '../../checkpoint/NoteSigner.ts';
import type { NoteVerifier } from '../../checkpoint/NoteVerifier.ts';
import { ColloquyError } from '../../errors/index.ts';
import { systemSources, type Sources } from '../../sources.ts';
import type { MigrationBackend } from '../../traits/MigrationPort.ts';
import type { ChainContinuity, Location, MigrationStore } from '../../traits/MigrationStore.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, PartitionStore, ScopedHead } from '../../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../../traits/StoreHeaderPort.ts';
import { isStoreName } from '../boundaryBody.ts';
import { MoverKeys } from '../MoverKeys.ts';
import { verifyChainContinuity } from '../verifyChainContinuity.ts';
import { activate } from './activate.ts';
import { exportEncryptedBatch, importEncryptedBatch } from './batches.ts';
import { abort, claim } from './claims.ts';
import { FollowedChains } from './FollowedChains.ts';
import { leave } from './leave.ts';
import { locate, type Standing } from './location.ts';
import { purge } from './purge.ts';
import { reopen } from './reopen.ts';
import { portOf } from '../portOf.ts';
import { identityOf, type StoreParts } from './StoreParts.ts';

/** Who moves dialogues, and whose signatures it believes beside its own. */
export interface MoverIdentity {
  /** The mover key: what readers pin. */
  readonly signer: NoteSigner;
  /** Token of whoever acts, 1 to 64 of `[A-Za-z0-9._~-]`: in every entry. */
  readonly actor: string;
  /** Other pinned mover keys; the signer's own is among them in any case. */
  readonly trusted?: { readonly movers?: readonly NoteVerifier[] };
  /** How often a head is read again where writers were first, 1 to 100. Default 16. */
  readonly maxAttempts?: number;
}

export interface MigrationStoreOptions extends MoverIdentity {
  readonly backend: PartitionStore & MigrationBackend;
  readonly header: StoreHeaderPort;
  /** What the configuration calls this store: 1 to 64 of `[A-Za-z0-9._~-]`. For people; its place tells it from others. */
  readonly name: string;
}

/**
 * What moves dialogues from and to a store, over the port of its backend. It holds no data key and opens nothing.
 *
 * @throws ColloquyError `invalid_argument`
 * @example
 * const store = createMigrationStore({ backend, header: backend.header, name: 'pg-prod', signer, actor: 'operator' });
 * const { state } = await store.location(id); // 'active'
 */
export function createMigrationStore(options: MigrationStoreOptions): MigrationStore {
  return createMigrationStoreWith(options, systemSources);
}

/** {@link createMigrationStore} with chosen time, randomness and waiting. Public through the testing subpath only. */
export function createMigrationStoreWith(options: MigrationStoreOptions, sources: Sources): MigrationStore {
  const parts = partsOf(options, sources);
  return Object.freeze<MigrationStore>({
    location: async (id, call) => published(await locate(parts, dialogueId(id), call)),
    exportEncryptedBatch: async (id, cursor, call) => exportEncryptedBatch(parts, dialogueId(id), cursor, call),
    importEncryptedBatch: async (id, moveId, batch, call) =>
      importEncryptedBatch(parts, dialogueId(id), moveId, batch, call),
    verifyChainContinuity: async (id, call) => continuityOf(parts, dialogueId(id), call),
    claim: async (id, asked, call) => claim(parts, dialogueId(id), asked, call),
    leave: async (id, moveId, target, call) => leave(parts, dialogueId(id), moveId, target, call),
    activate: async (id, moveId, evidence, call) => activate(parts, dialogueId(id), moveId, evidence, call),
    abort: async (id, asked, call) => abort(parts, dialogueId(id), asked, call),
    reopen: async (id, moveId, call) => reopen(parts, dialogueId(id), moveId, call),
    purge: async (id, moveId, evidence, call) => purge(parts, dialogueId(id), moveId, evidence, call),
  });
}

function partsOf(options: MigrationStoreOptions, sources: Sources): StoreParts {
  const { backend, header, name, signer, actor, maxAttempts = 16 } = options;
  if (!isStoreName({ place: '0'.repeat(32), name }) || !isStoreName({ place: '0'.repeat(32), name: actor })) {
    throw new ColloquyError('invalid_argument', 'Name and actor are 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.');
  }
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1 || maxAttempts > 100) {
    throw new ColloquyError('invalid_argument', 'maxAttempts is 1 to 100.');
  }
  const pinned = pinnedBy(options);
  const movers = new MoverKeys(pinned);
  const chains = new FollowedChains(backend, movers);
  return { backend, signer, actor, pinned, movers, maxAttempts, sources, chains, identity: identityOf(header, name) };
}

/** The pinned keys, the mover's own among them. */
export function pinnedBy({ signer, trusted }: MoverIdentity): readonly NoteVerifier[] {
  const pinned = trusted?.movers ?? [];
  const own = signer.verifier;
  return pinned.some((key) => key.equals(own)) ? pinned : [...pinned, own];
}

function published({ raw: _raw, header: _header, ...location }: Scoped<Standing>): Scoped<Location> {
  return scoped(location.dialogueId, { ...location });
}

async function continuityOf(parts: StoreParts, id: DialogueId, call: CallOptions = {}): Promise<ChainContinuity> {
  const { tenant } = await parts.identity(call);
  const port = portOf(parts.backend, id);
  // The backend gives no head out of what is on its way.
  const head = async (): Promise<ScopedHead | undefined> => {
    const standing = await port.residence(id, call);
    return standing.head && scoped(id, standing.head);
  };
  const log = parts.backend.log.bind(parts.backend);
  return verifyChainContinuity({ head, log }, id, { tenant, movers: parts.pinned, ...call });
}
