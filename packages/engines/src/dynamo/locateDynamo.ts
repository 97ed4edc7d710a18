import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** Package for each platform, as Node names it. */
const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@dynoxide/linux-x64',
};

const remedy = 'Name an endpoint in COLLOQUY_DYNAMO_ENDPOINT instead: http://host:port';

/** npm has no DynamoDB engine for this platform, or has left it out. */
export class MissingDynamo extends Error {}

/**
 * The program of the DynamoDB engine that npm has installed for a platform.
 *
 * @param platform - as `process.platform` and `process.arch` say it, with a hyphen; default: this one
 * @throws MissingDynamo that names COLLOQUY_DYNAMO_ENDPOINT when there is none
 */
export function locateDynamo(platform = `${process.platform}-${process.arch}`): string {
  const name = packages[platform];
  if (name === undefined) throw new MissingDynamo(`npm has no DynamoDB engine for ${platform}. ${remedy}`);
  try {
    // Not `import.meta.resolve`: it does not exist where vitest runs a global setup.
    const manifest = findPackageJSON(name, import.meta.url);
    if (manifest === undefined) throw new Error(`no package.json of ${name}`);
    return join(dirname(manifest), 'dynoxide');
  } catch (cause) {
    const why = 'npm leaves out optional packages that it cannot fetch';
    throw new MissingDynamo(`${name} is not installed: ${why}. ${remedy}`, { cause });
  }
}
