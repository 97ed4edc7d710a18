import { generateKeyPairSync } from 'node:crypto';
import {
  compareAscii,
  createMover,
  dialogueId,
  isColloquyError,
  noteSigner,
  openMoverKey,
  type CallOptions,
  type DialogueId,
  type NoteSigner,
  type MigrationPort,
  type Mover,
  type MoverOptions,
} from '@colloquy/core';
import { openForMove, type MoveBetween } from '@colloquy/factory';
import type { Command } from 'commander';
import type { Context } from '../../command/Context.ts';
import { UsageError } from '../../command/UsageError.ts';

/** Which stores, and who moves. */
export interface StoreOptions {
  readonly from?: string;
  readonly to?: string;
  readonly mover?: string;
}

/** The options of everything that looks at two stores. */
export function withStores(command: Command): Command {
  return command
    .option('--to <file>', 'the configuration of the store that dialogues come to')
    .option('--from <file>', 'the configuration of the store that they leave (default: as for every command)')
    .option('--mover <file>', 'the key that signs moves: `keys create-mover`');
}

/** Two stores that are open, and who signs. */
export interface OpenedStores {
  readonly between: MoveBetween;
  readonly signer: NoteSigner;
}

/**
 * Opens both stores without any key of theirs.
 *
 * @param looks only looks are taken: nothing is written, and no mover is needed
 * @throws UsageError
 */
export async function openStores(
  { where, signal }: Context,
  { from, to, mover }: StoreOptions,
  { looks = false, alone = false }: { readonly looks?: boolean; readonly alone?: boolean } = {},
): Promise<OpenedStores> {
  if (to === undefined && !alone) throw new UsageError('Name the configuration of the other store with --to.');
  if (mover === undefined && !looks) throw new UsageError('Name the key that signs moves with --mover.');
  const signer = mover === undefined ? nobody() : await signerOf(mover);
  const between = await openForMove({
    // What a file is named for is what the file says; the environment is about the one active store.
    from: from === undefined ? where : { file: from, variables: false },
    ...(to === undefined ? {} : { to: { file: to, variables: false } }),
    ...(mover === undefined ? {} : { mover: signer.verifier }),
    readOnly: looks,
    signal,
  });
  return { between, signer };
}

/** Signs nothing: for looks. */
function nobody(): NoteSigner {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { verifier } = noteSigner('nobody', privateKey);
  return { verifier, sign: async () => Promise.reject(new UsageError('Name the key that signs moves with --mover.')) };
}

/** A mover between them. */
export function moverOf({ between, signer }: OpenedStores, more: Partial<MoverOptions> = {}): Mover {
  const { source, target, register, trusted, actor, audit } = between;
  return createMover({
    source,
    ...(target === undefined ? {} : { target }),
    register,
    trusted,
    actor,
    signer,
    ...(audit === undefined ? {} : { audit }),
    ...more,
  });
}

async function signerOf(path: string): Promise<NoteSigner> {
  try {
    return await openMoverKey(path);
  } catch (error) {
    if (!isColloquyError(error, 'key_missing')) throw error;
    throw new UsageError(`${path} is not there: \`colloquy keys create-mover\` makes a key that signs moves.`, {
      cause: error,
    });
  }
}

/**
 * The dialogues that were named, or all.
 *
 * @param all what to do where none is named: all of them without a word, or only with `--all`
 * @throws UsageError
 */
export async function chosen(
  { between }: OpenedStores,
  named: readonly string[],
  all: boolean | undefined,
  call: CallOptions,
): Promise<readonly DialogueId[]> {
  if ((named.length === 0) === (all !== true)) throw new UsageError('Name dialogues, or give --all.');
  return named.length > 0 ? named.map((name) => dialogueId(name)) : idsOf(between, call);
}

/** Every dialogue of which either store has anything, in byte order. */
export async function idsOf({ source, target }: MoveBetween, call: CallOptions): Promise<readonly DialogueId[]> {
  const found = new Set<DialogueId>();
  for (const store of [source, target]) {
    if (store !== undefined) for (const id of await listed(store.backend.migration, call)) found.add(id);
  }
  return [...found].sort(compareAscii);
}

async function listed(port: MigrationPort, call: CallOptions): Promise<readonly DialogueId[]> {
  const ids: DialogueId[] = [];
  let cursor: string | undefined;
  do {
    const page = await port.listPartitions({ ...call, limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.ids);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return ids;
}
