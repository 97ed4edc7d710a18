import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { missingEntries, type Lock } from './house/lock.ts';

// Adds to package-lock.json the binaries of platforms that the registry in use does not have. Part of `npm run lock`.
const file = resolve(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
const missing = missingEntries(lock);
// npm's own order, or its next install would write the file anew.
const { compare } = new Intl.Collator('en');
const entries = [...Object.entries(lock.packages), ...missing].toSorted(([a], [b]) => compare(a, b));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
console.log(`package-lock.json: ${entries.length} entries, ${missing.size} of them added`);
