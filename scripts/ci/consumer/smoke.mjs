// Runs in a project that has nothing but the published packages: imports every entry point, starts every
// program, and opens a database.
import { execFileSync } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { specifiers, programs } = JSON.parse(readFileSync(new URL('published.json', import.meta.url), 'utf8'));
if (specifiers.length === 0) throw new Error('no entry point to import');
for (const specifier of specifiers) {
  const names = Object.keys(await import(specifier));
  if (names.length === 0) throw new Error(`${specifier} exports nothing`);
  console.log(`${specifier}: ${names.length} exports`);
}

for (const program of programs) {
  execFileSync(process.execPath, [program, '--help'], { cwd: import.meta.dirname });
  console.log(`${program}: --help`);
}

const { isColloquyError } = await import('@colloquy/core');
const { openSqliteStore } = await import('@colloquy/store-sqlite');
const folder = mkdtempSync(join(tmpdir(), 'colloquy-smoke-'));
const path = join(folder, 'smoke.db');
let outcome = '';
try {
  if (Number(process.versions.napi) >= 10) {
    const store = await openSqliteStore({ path });
    if ((await store.head('nothing-here')) !== undefined) throw new Error('an empty database has a head');
    await store.close();
    outcome = 'a database opens';
  } else {
    // The driver would crash the process here.
    const error = await openSqliteStore({ path }).catch((reason) => reason);
    if (!isColloquyError(error, 'cannot_open'))
      throw new Error('a driver that cannot work was not refused', { cause: error });
    outcome = 'opening a database is refused';
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`Node ${process.versions.node}: every entry point imports, ${outcome}`);
