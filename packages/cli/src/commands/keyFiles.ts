import { resolve } from 'node:path';
import {
  decodeStoreHeader,
  FileKeyVault,
  isColloquyError,
  LocalFileKeyProvider,
  localVaultDirectory,
  type ColloquyError,
} from '@colloquy/core';
import { resolveConfiguration } from '@colloquy/factory';
import type { Command } from 'commander';
import type { Context } from '../command/Context.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { UsageError } from '../command/UsageError.ts';
import type { ExitName } from '../exit/exitCodes.ts';
import { remedies } from '../exit/remedies.ts';
import { facts } from '../render/blocks.ts';

/** `keys create` and `keys check`: key file and vault, with or without a store. Prints ids and paths, never a key. */
export function keyFileCommands(group: Command, run: Run): void {
  const create = group
    .command('create')
    .description('Make a key file for a store that does not exist yet. Where a vault is, it never makes one.')
    .argument('[directory]', 'default: that of the configuration');
  leaf(create, run, ['colloquy keys create /var/lib/colloquy/keys'], async (context, _, ...parameters) => {
    const place = placesOf(context, parameters[0] as string | undefined);
    await using provider = new Closing(new LocalFileKeyProvider(place));
    const vault = new FileKeyVault({ directory: place.vault });
    // A vault without its key means that the key was lost: then a new one would help nobody.
    if ((await vault.tenants()).length === 0) await provider.value.createMasterKey();
    await provider.value.masterKeyId(anyStore);
    context.output.result({ directory: place.directory, keyFile: 'in place' }, (layout) =>
      facts(layout, [['key file', `in place, in ${place.directory}; keep a backup of it apart from the data`]]),
    );
    return undefined;
  });
  const check = group
    .command('check')
    .description(
      'Check key file and vault of a directory; without one, the keys of the configured store against its header.',
    )
    .argument('[directory]', 'key file and vault')
    .argument('[storeId]', 'also print the id of the key in this store: 32 hexadecimal digits');
  leaf(
    check,
    run,
    ['colloquy keys check', 'colloquy keys check /var/lib/colloquy/keys'],
    async (context, _, ...parameters) => {
      const [directory, storeId] = parameters as readonly (string | undefined)[];
      if (directory === undefined) return checkStore(context);
      if (storeId !== undefined && !/^[0-9a-f]{32}$/.test(storeId)) {
        throw new UsageError('A store id is 32 hexadecimal digits.');
      }
      return checkDirectory(context, directory, storeId);
    },
  );
}

const anyStore = '0'.repeat(32);

interface Places {
  readonly directory: string;
  readonly vault: string;
}

function placesOf({ where }: Context, directory: string | undefined): Places {
  if (directory !== undefined) return { directory: resolve(directory), vault: localVaultDirectory(directory) };
  const { keys } = resolveConfiguration(where);
  if (keys.provider !== 'local') throw new UsageError('The configuration names AWS KMS: keys are made there.');
  return { directory: keys.directory, vault: keys.vault ?? localVaultDirectory(keys.directory) };
}

/** A provider that is closed at the end. */
class Closing implements AsyncDisposable {
  readonly value: LocalFileKeyProvider;

  constructor(value: LocalFileKeyProvider) {
    this.value = value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.value.close();
  }
}

/** The configured store: its keys open, with the ids that its header records. */
async function checkStore(context: Context): Promise<ExitName | undefined> {
  const { output, signal } = context;
  await using colloquy = await context.open({ readOnly: true });
  const { storeId, tenant } = colloquy.keyring;
  const header = decodeStoreHeader((await colloquy.backend.header.read({ signal })) ?? new Uint8Array(0));
  const epochs: { readonly epoch: number; readonly kekId: string }[] = [];
  for (const [epoch] of header.epochs)
    epochs.push({ epoch, kekId: (await colloquy.keyring.kek(epoch, { signal })).kekId });
  const { umkId } = header;
  const signing = (header.signing ?? []).map(([version, verifier]) => ({ version, verifier }));
  output.result({ storeId, tenant, umkId, epochs, signing }, (layout) =>
    facts(layout, [
      ['store id', storeId],
      ['tenant', tenant],
      ...(umkId === undefined ? [] : [['key file', `sound, umkId ${umkId}`] as const]),
      ...epochs.map(({ epoch, kekId }) => [`epoch ${epoch}`, `opens, kekId ${kekId}`] as const),
      ...signing.map(({ version, verifier }) => [`signing key ${version}`, verifier] as const),
    ]),
  );
  return undefined;
}

/** A directory by itself: what can be known without the store. Every fault of it is told. */
async function checkDirectory(
  context: Context,
  path: string,
  storeId: string | undefined,
): Promise<ExitName | undefined> {
  const { directory, vault: vaultDirectory } = placesOf(context, path);
  await using provider = new Closing(new LocalFileKeyProvider({ directory }));
  const vault = new FileKeyVault({ directory: vaultDirectory });
  const umkId = await provider.value.masterKeyId(storeId ?? anyStore);
  const found: (readonly [string, string])[] = [
    ['key file', storeId === undefined ? 'sound' : `sound, umkId ${umkId}`],
  ];
  const epochs: object[] = [];
  const faults: ColloquyError[] = [];
  const tenants = await vault.tenants();
  found.push(['vault', `${tenants.length} tenants`]);
  for (const tenant of tenants) {
    for (const epoch of await vault.epochs(tenant)) {
      try {
        const material = (await vault.get(tenant, epoch)) ?? new Uint8Array(0);
        const { kekId } = await provider.value.openEpoch({ storeId: anyStore, tenant, epoch }, material);
        found.push([`tenant ${tenant}, epoch ${epoch}`, `kekId ${kekId}`]);
        epochs.push({ tenant, epoch, kekId });
      } catch (error) {
        if (!isColloquyError(error)) throw error;
        found.push([`tenant ${tenant}, epoch ${epoch}`, `${error.code}: ${error.message}`]);
        epochs.push({ tenant, epoch, error: error.code });
        faults.push(error);
      }
    }
  }
  context.output.result(
    { directory, ...(storeId === undefined ? {} : { storeId, umkId }), tenants, epochs },
    (layout) => facts(layout, found),
  );
  const [first] = faults;
  return first === undefined ? undefined : remedies[first.code].exit;
}
