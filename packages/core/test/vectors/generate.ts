/**
 * Writes docs/spec/vectors. Every run writes the same bytes; a test compares them with what is published.
 *
 * `npx node packages/core/test/vectors/generate.ts`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { vectorFiles } from './build/files.ts';

const folder = resolve(import.meta.dirname, '../../../../docs/spec/vectors');
mkdirSync(folder, { recursive: true });
for (const [name, content] of await vectorFiles()) writeFileSync(join(folder, name), content);
