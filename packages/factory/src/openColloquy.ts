import {
  createDialogueStore,
  createKeys,
  FileMoveRegister,
  isColloquyError,
  openKeys,
  type AuditTrail,
  type CallOptions,
  type ColloquyError,
  type DialogueStore,
  type DialogueStoreOptions,
  type Keyring,
  type KeysOptions,
} from '@colloquy/core';
import type { Configuration } from './Configuration.ts';
import { configurationError } from './Layer.ts';
import { auditOf } from './auditOf.ts';
import { closeAll } from './closeAll.ts';
import { keyParts } from './keyParts.ts';
import { moverKeys } from './moverKeys.ts';
import { openBackend, type OpenBackend } from './openBackend.ts';
import { resolveConfiguration, type ConfigurationOptions } from './resolveConfiguration.ts';

export interface OpenColloquyOptions extends ConfigurationOptions, CallOptions {
  /**
   * First start: make what is missing of file, schema or table, and keys where neither header nor data exists. Default false: opening
   * makes nothing, and what is not there is `schema_missing`, `cannot_open` or `store_not_set_up`.
   */
  readonly create?: boolean;
  /** As `createDialogueStore`: what a read of a dialogue does that has moved to another store. Default `read`. */
  readonly retired?: DialogueStoreOptions['retired'];
  /** As `createDialogueStore`: is told by such a read where the dialogue went, once per dialogue and move. */
  readonly onMoved?: DialogueStoreOptions['onMoved'];
}

/** The one active store, with everything that was opened for it. */
export interface Colloquy extends AsyncDisposable {
  readonly dialogues: DialogueStore;
  readonly backend: OpenBackend;
  readonly keyring: Keyring;
  /** For `createKeyOperations` and signing keys. */
  readonly keys: KeysOptions;
  readonly audit: AuditTrail | undefined;
  /** What `dialogues` was made with: for `createKeyOperations` and `createRecovery`. */
  readonly options: DialogueStoreOptions & { readonly backend: OpenBackend };
  /** What it was opened from. Its `backend.url` is a secret. */
  readonly configuration: Configuration;
  /** Closes audit, keys and backend, in this order. Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens the one active backend that file, environment and code name, with its keys. Drivers are loaded only for what is named.
 *
 * @throws ColloquyError `configuration_invalid` with every fault, or for another tenant than the store holds; `driver_missing`; what the
 * backend's own factory throws; the key codes of `openKeys`, or with `create` of `createKeys`
 * @example
 * await using colloquy = await openColloquy();
 * const { state } = await colloquy.dialogues.load(dialogueId('nvidia-analysis'));
 */
export async function openColloquy(options: OpenColloquyOptions = {}): Promise<Colloquy> {
  const configuration = resolveConfiguration(options);
  const { create = false, signal } = options;
  const call = signal === undefined ? {} : { signal };
  const makes = create && !configuration.readOnly;
  const backend = await openBackend(configuration, { ...call, setup: makes });
  const closing: (() => Promise<void>)[] = [() => backend.close()];
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => (closed ??= closeAll(closing));
  try {
    const audit = auditOf(configuration);
    if (audit !== undefined) closing.push(() => audit.close());
    const keys = await keyParts(configuration, backend.header, audit);
    closing.push(() => keys.provider.close());
    const keyring = await (makes ? createKeys : openKeys)(keys, call).catch((error: unknown) => {
      throw ofAnotherTenant(error, configuration) ?? error;
    });
    const { actor, moves } = configuration;
    const { retired, onMoved } = options;
    const made = {
      backend,
      keyring,
      actor,
      trusted: { movers: moverKeys(configuration) },
      ...(audit === undefined ? {} : { audit }),
      ...(moves === undefined ? {} : { register: new FileMoveRegister({ directory: moves }) }),
      ...(retired === undefined ? {} : { retired }),
      ...(onMoved === undefined ? {} : { onMoved }),
    };
    return Object.freeze({
      dialogues: createDialogueStore(made),
      options: made,
      backend,
      keyring,
      keys,
      audit,
      configuration,
      close,
      [Symbol.asyncDispose]: close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

/** The tenant is a setting, so that another one than the store holds is a fault of the configuration, told with its place. */
function ofAnotherTenant(error: unknown, { origins }: Configuration): ColloquyError | undefined {
  if (!isColloquyError(error, 'invalid_argument') || !('asked' in error.context)) return undefined;
  const origin = origins.get('tenant') ?? 'code';
  const message = `is another than the store holds: ${String(error.context['tenant'])}`;
  return configurationError([{ origin, path: 'tenant', message }]);
}
