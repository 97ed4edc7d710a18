import { resolve } from 'node:path';
import { FileKeyVault, isColloquyError, LocalFileKeyProvider, localVaultDirectory, toHex } from '@colloquy/core';

// Makes and checks a directory of local keys. Prints ids and paths, never a key.

const usage = `npm run keys -- create DIR            make DIR/master.key for a store that does not exist yet
npm run keys -- check DIR [STOREID]   check key file and vault in DIR; with a store id, also print the id of the key there`;

/** What one step has found: a line to print, or the fault. */
async function report(step: () => Promise<string>): Promise<void> {
  try {
    console.log(await step());
  } catch (error) {
    if (!isColloquyError(error)) throw error;
    console.error(`${error.code}: ${error.message}`);
    process.exitCode = 1;
  }
}

async function create(directory: string): Promise<void> {
  const provider = new LocalFileKeyProvider({ directory });
  const vault = new FileKeyVault({ directory: localVaultDirectory(directory) });
  await report(async () => {
    // A vault without its key means that the key was lost: then a new one would help nobody.
    if ((await vault.tenants()).length === 0) await provider.createMasterKey();
    await provider.masterKeyId('0'.repeat(32));
    return `the key file in ${directory} is in place; keep a backup of it apart from the data`;
  });
  await provider.close();
}

async function check(directory: string, storeId: string | undefined): Promise<void> {
  const provider = new LocalFileKeyProvider({ directory });
  const vault = new FileKeyVault({ directory: localVaultDirectory(directory) });
  await report(async () => {
    const id = await provider.masterKeyId(storeId ?? '0'.repeat(32));
    return storeId === undefined ? 'key file: sound' : `key file: sound, umkId ${id} in store ${storeId}`;
  });
  if (process.exitCode === 1) return;
  let tenants: readonly string[] = [];
  await report(async () => {
    tenants = await vault.tenants();
    return `vault: ${tenants.length} tenants`;
  });
  for (const tenant of tenants) {
    for (const epoch of await vault.epochs(tenant)) {
      await report(async () => {
        const material = (await vault.get(tenant, epoch)) ?? new Uint8Array(0);
        const scope = { storeId: toHex(new Uint8Array(16)), tenant, epoch };
        return `tenant ${tenant}, epoch ${epoch}: kekId ${(await provider.openEpoch(scope, material)).kekId}`;
      });
    }
  }
  await provider.close();
}

const [command, folder, storeId, ...rest] = process.argv.slice(2);
const known = storeId === undefined || (command === 'check' && /^[0-9a-f]{32}$/.test(storeId));
if (folder === undefined || rest.length > 0 || !known || (command !== 'create' && command !== 'check')) {
  console.error(usage);
  process.exitCode = 2;
} else {
  // npm runs scripts in the root of the repository, whatever folder it was called in.
  const directory = resolve(process.env['INIT_CWD'] ?? process.cwd(), folder);
  await (command === 'create' ? create(directory) : check(directory, storeId));
}
