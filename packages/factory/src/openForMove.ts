import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  FileMoveRegister,
  type AuditTrail,
  type CallOptions,
  type MoveRegister,
  type NoteVerifier,
  type StoreToMove,
} from '@colloquy/core';
import { auditOf } from './auditOf.ts';
import { closeAll } from './closeAll.ts';
import type { BackendConfiguration } from './Configuration.ts';
import { configurationError, type ConfigurationFault } from './Layer.ts';
import { moverKeys } from './moverKeys.ts';
import { openBackend, type OpenBackend } from './openBackend.ts';
import { resolveBackendConfiguration, type ConfigurationOptions } from './resolveConfiguration.ts';

export interface OpenForMoveOptions extends CallOptions {
  /** The store that dialogues leave. Default: the one active store of this process. */
  readonly from?: ConfigurationOptions;
  /**
   * The store that they come to. It is never the active one of this process, so give `variables: false` with its file: what the environment
   * says is about the other. Absent where it is gone for good: then all that is left is to abandon a move.
   */
  readonly to?: ConfigurationOptions;
  /** Who moves: both stores must have this key pinned, or nobody could read there what was moved. Absent: only looks are taken. */
  readonly mover?: NoteVerifier;
  /** Nothing is written to either store. Default false. */
  readonly readOnly?: boolean;
}

/** A store that is open for a move: its backend, and no key of it. */
export interface StoreForMove extends StoreToMove {
  readonly backend: OpenBackend;
  /** What it was opened from. Its `backend.url` is a secret. */
  readonly configuration: BackendConfiguration;
}

/** What `createMover` asks for, but for the signer. */
export interface MoveBetween extends AsyncDisposable {
  readonly source: StoreForMove;
  readonly target?: StoreForMove;
  readonly register: MoveRegister;
  /** What either store has pinned. */
  readonly trusted: { readonly movers: readonly NoteVerifier[] };
  readonly actor: string;
  readonly audit?: AuditTrail;
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens the two stores that dialogues move between: the only way in which this factory opens a second one. No key provider is opened and no
 * key is read, of either; their directories need not even be there. Nothing is made: both stores have been set up before, with their keys.
 *
 * Both configurations name one register of moves, and it must not be one that would be made anew because the directory that it lies in is
 * not there: a move that the readers do not find in their register would refuse nobody.
 *
 * @throws ColloquyError `configuration_invalid` with every fault of both; `driver_missing`; what the factories of the backends throw
 * @example
 * await using stores = await openForMove({ to: { file: 'archive.json', variables: false }, mover: signer.verifier });
 * const mover = createMover({ ...stores, signer });
 */
export async function openForMove({
  from = {},
  to,
  mover,
  readOnly = false,
  ...call
}: OpenForMoveOptions): Promise<MoveBetween> {
  const source = resolveBackendConfiguration(from);
  const target = to && resolveBackendConfiguration(to);
  const both = target === undefined ? [source] : [source, target];
  const faults = [...both.flatMap((each) => faultsOf(each, mover)), ...differing(source, target)];
  if (faults.length > 0 || source.moves === undefined) throw configurationError(faults);
  const closing: (() => Promise<void>)[] = [];
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => (closed ??= closeAll(closing));
  const opened = async (configuration: BackendConfiguration): Promise<StoreForMove> => {
    const mayWrite = !readOnly && !configuration.readOnly;
    const backend = await openBackend({ ...configuration, readOnly: !mayWrite }, call);
    closing.push(() => backend.close());
    return Object.freeze({ backend, header: backend.header, name: configuration.name, configuration });
  };
  try {
    const leaving = await opened(source);
    const coming = target && (await opened(target));
    const audit = auditOf(source);
    if (audit !== undefined) closing.push(() => audit.close());
    return Object.freeze({
      source: leaving,
      ...(coming === undefined ? {} : { target: coming }),
      register: new FileMoveRegister({ directory: source.moves }),
      trusted: { movers: distinct(both.flatMap((each) => moverKeys(each))) },
      actor: source.actor,
      ...(audit === undefined ? {} : { audit }),
      close,
      [Symbol.asyncDispose]: close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

/** What keeps one configuration from a move, although its store could be opened. */
function faultsOf(configuration: BackendConfiguration, mover: NoteVerifier | undefined): readonly ConfigurationFault[] {
  const { moves, movers, origins } = configuration;
  const origin = originOf(configuration);
  const faults: ConfigurationFault[] = [];
  if (moves === undefined) {
    faults.push({ origin, path: 'moves', message: 'is missing, and no keys are named that it could lie beside' });
  } else if (origins.get('moves') === 'default' && !existsSync(dirname(moves))) {
    const message =
      'is missing: by default it lies beside the keys, which are not there; name the directory that all have';
    faults.push({ origin, path: 'moves', message });
  }
  if (mover !== undefined && !movers.includes(String(mover))) {
    const message = `lacks the key of this mover, so that what it moves could not be read: ${String(mover)}`;
    faults.push({ origin, path: 'movers', message });
  }
  return faults;
}

function differing(
  source: BackendConfiguration,
  target: BackendConfiguration | undefined,
): readonly ConfigurationFault[] {
  if (target === undefined || source.moves === undefined || target.moves === undefined) return [];
  if (source.moves === target.moves) return [];
  const message = `is another directory than that of ${originOf(source)}: stores that exchange dialogues have one register of moves`;
  return [{ origin: originOf(target), path: 'moves', message }];
}

function originOf({ file }: BackendConfiguration): string {
  return file ?? 'configuration';
}

/** What both have pinned is pinned once. */
function distinct(keys: readonly NoteVerifier[]): readonly NoteVerifier[] {
  return [...new Map(keys.map((key) => [String(key), key])).values()];
}
