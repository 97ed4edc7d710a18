import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Benchmark } from '../harness/Contender.ts';
import { quantile } from '../harness/statistics.ts';
import type { MemoryUse } from '../memory/child.ts';
import { writeSealedRows } from '../raw/handRows.ts';
import { payloadsOf } from '../raw/payloads.ts';
import { benchId, filledFile } from '../workbench/fill.ts';
import { Workbench } from '../workbench/Workbench.ts';

const run = promisify(execFile);

/** Beside this file, as source or built. */
const child = fileURLToPath(
  new URL(`../memory/child${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

const kinds = [
  ['idle', 'opened, nothing loaded'],
  ['rows', 'rows read, decrypted and parsed by hand'],
  ['store', 'loaded, verified and kept'],
] as const;

export const memory: Benchmark = {
  name: 'memory',
  summary: 'Resident memory of a process that loads one dialogue, each in a process of its own.',
  async *groups({ sizes, name }) {
    using bench = await Workbench.make();
    const size = sizes.at(-1) ?? 0;
    const path = await filledFile(bench, size);
    const sealed = await sealedFile(bench, path);
    const rows: (string | number)[][] = [];
    for (const [kind, what] of kinds) {
      const uses: MemoryUse[] = [];
      for (let i = name === 'full' ? 5 : 1; i > 0; i--) uses.push(await useOf(kind, path, sealed));
      const middle = (pick: (use: MemoryUse) => number): number => Math.round(quantile(uses.map(pick), 0.5));
      rows.push([what, middle((use) => use.entities), middle((use) => use.before), middle((use) => use.after)]);
    }
    yield {
      title: `Resident memory, MiB, at ${size} entities`,
      columns: ['process', 'entities', 'before', 'after'],
      rows,
    };
  },
};

/** The content of a store's database, sealed by hand. */
async function sealedFile(bench: Workbench, path: string): Promise<string> {
  const sealed = bench.newPath();
  await using opened = await bench.open(path, false);
  writeSealedRows(sealed, benchId, await payloadsOf(opened.store, benchId));
  return sealed;
}

async function useOf(kind: string, path: string, sealed: string): Promise<MemoryUse> {
  const { stdout } = await run(process.execPath, [child, kind, path, sealed]);
  return JSON.parse(stdout) as MemoryUse;
}
