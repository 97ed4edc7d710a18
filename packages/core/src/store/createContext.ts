import { auditedCodec } from '../audit/auditedCodec.ts';
import type { AuditTrail } from '../audit/AuditTrail.ts';
import type { NoteVerifier } from '../checkpoint/NoteVerifier.ts';
import type { PayloadCodec } from '../codec/index.ts';
import { envelopeCodec } from '../envelope/index.ts';
import { ColloquyError } from '../errors/index.ts';
import type { Keyring } from '../keys/Keyring.ts';
import { MoverKeys } from '../move/MoverKeys.ts';
import type { MoveRegister } from '../move/register/MoveRegister.ts';
import { RegisterGuard } from '../move/register/RegisterGuard.ts';
import type { Sources } from '../sources.ts';
import type { MovedNotice } from '../traits/DialogueStore.ts';
import type { MigrationBackend } from '../traits/MigrationPort.ts';
import type { PartitionStore } from '../traits/PartitionStore.ts';
import { BoundedMap } from './BoundedMap.ts';
import type { StoreContext } from './StoreContext.ts';

/** Public keys that are pinned. */
export interface TrustedKeys {
  /**
   * The keys of those who may move dialogues between stores (`docs/spec/migration.md`). Without that of the mover a dialogue that was moved
   * last of all is `integrity_error`, reason `mover_unknown`, until somebody has written to it again.
   */
  readonly movers?: readonly NoteVerifier[];
}

export interface DialogueStoreOptions {
  /** Where records lie. The caller opens and closes it. */
  readonly backend: PartitionStore & MigrationBackend;
  /** The keys that everything is sealed with: `createLocalKeys`, or `createKeys` with another provider. */
  readonly keyring: Keyring;
  /** Opaque token that log entries carry, 1 to 64 of `[A-Za-z0-9._~-]`; never a person's name. Default `unnamed`. */
  readonly actor?: string;
  /**
   * Records what is sealed, opened, wrapped and unwrapped, and what was found not to be what was written (`docs/spec/audit.md`). Give the
   * same one to `createKeys` or `createLocalKeys`. The caller closes it.
   */
  readonly audit?: AuditTrail;
  /** Whose signatures are believed beside the keys. */
  readonly trusted?: TrustedKeys;
  /**
   * The register of moves, beside the keys and outside of every backup of the database. With it a database that was put back from before a
   * move is `integrity_error`, reason `rollback`, `fork` or `misplaced`; while it cannot be read, everything is `backend_unavailable`. It
   * is looked at once per dialogue. Without it an old copy is taken for what it was.
   */
  readonly register?: MoveRegister;
  /**
   * What a read of a dialogue does that was moved to another store. `read`, the default: the copy that is still here answers, whole and
   * unchanging, and says where the dialogue went. `refuse`: it is `dialogue_moved`. Writes are refused in any case.
   */
  readonly retired?: 'read' | 'refuse';
  /** Is told by a read of a dialogue that was moved to another store: once per dialogue and move. What it throws, the read throws. */
  readonly onMoved?: (notice: MovedNotice) => void;
  /** How often a write starts over when another writer was first, 1 to 1 000. Default 64. */
  readonly maxAttempts?: number;
}

/** Dialogues whose keys and last heads one store instance remembers. */
const remembered = 1000;

/**
 * What the operations of one store instance share, with nothing remembered yet.
 *
 * @throws ColloquyError `invalid_argument`
 */
export function createContext(
  options: DialogueStoreOptions,
  sources: Sources,
  codecOf: (codec: PayloadCodec) => PayloadCodec = (codec) => codec,
): StoreContext {
  const {
    backend,
    keyring,
    actor = 'unnamed',
    audit,
    maxAttempts = 64,
    trusted,
    retired = 'read',
    onMoved,
    register,
  } = options;
  if (!/^[A-Za-z0-9._~-]{1,64}$/.test(actor)) {
    throw new ColloquyError('invalid_argument', 'An actor is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.');
  }
  if (!Number.isSafeInteger(maxAttempts) || maxAttempts < 1 || maxAttempts > 1000) {
    throw new ColloquyError('invalid_argument', 'maxAttempts is 1 to 1 000.');
  }
  if (retired !== 'read' && retired !== 'refuse') {
    throw new ColloquyError('invalid_argument', 'retired is read or refuse.');
  }
  const movers = new MoverKeys(trusted?.movers ?? []);
  const { tenant, place } = keyring;
  const codec = codecOf(envelopeCodec({ randomBytes: sources.randomBytes }));
  return {
    backend,
    codec: audit === undefined ? codec : auditedCodec(codec, audit),
    keyring,
    sources,
    actor,
    maxAttempts,
    keys: new BoundedMap(remembered),
    seen: new BoundedMap(remembered),
    movers,
    register: register && new RegisterGuard({ register, movers, backend, tenant, place }),
    boundaries: new BoundedMap(remembered),
    retired,
    onMoved,
    told: new BoundedMap(remembered),
  };
}
