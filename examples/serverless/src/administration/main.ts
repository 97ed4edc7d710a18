import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setUp } from './setUp.ts';

const usage = `Makes the table and the keys of the serverless example, and prints the environment variables of its function.

  npm run set-up -w examples/serverless -- --table NAME --tenant NAME --keys FOLDER [--kms-key ARN]

  --keys FOLDER  keeps the vault, apart from the table and its backups; without --kms-key the key file as well
  --kms-key ARN  a symmetric key of AWS KMS`;

try {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({ options: { table: string, tenant: string, keys: string, 'kms-key': string } });
  const { table, tenant, keys, 'kms-key': keyId } = values;
  if (table === undefined || tenant === undefined || keys === undefined) throw new TypeError('Something is missing.');
  // npm runs scripts in the folder of the package, and says where the person stands.
  const directory = resolve(process.env['INIT_CWD'] ?? '.', keys);
  const kms = keyId === undefined ? {} : { kms: { keyId, client: {} } };
  const variables = await setUp({ table, tenant, directory, client: {}, ...kms });
  for (const [name, value] of Object.entries(variables)) console.log(`${name}=${value}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof TypeError) console.error(usage);
  process.exitCode = 1;
}
