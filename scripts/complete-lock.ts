import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { missingEntries, type Lock } from './house/lock.ts';

// Adds to package-lock.json the binaries of platforms that the registry in use does not have. Part of `npm run lock`.
const file = resolve(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
const missing = missingEntries(lock);
if (missing.size > 0) {
  // At the end: the next install brings them into npm's own order.
  const packages = { ...lock.packages, ...Object.fromEntries(missing) };
  writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
}
console.log(`package-lock.json: ${missing.size} entries added`);
