import { writeFileSync } from 'node:fs';
import { benchmarks } from './benchmarks/index.ts';
import { isGroup, type Figures } from './harness/Contender.ts';
import { thisMachine } from './harness/machine.ts';
import { measure, type Measured } from './harness/measure.ts';
import { readOptions } from './harness/options.ts';
import { renderFigures, renderMachine, renderMeasured } from './harness/render.ts';

const usage = `Usage: npm run bench -- [name...] [--quick | --full] [--json FILE]

${benchmarks.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}
`;

/** Runs what the command line names. Tables go to stdout, progress and faults to stderr. Answers the exit code. */
export async function runBenchmarks(args: readonly string[]): Promise<number> {
  let options;
  try {
    options = readOptions(args, process.env['INIT_CWD'] ?? process.cwd());
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const { names, scale, json } = options;
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const unknown = names.find((wanted) => !benchmarks.some(({ name }) => name === wanted));
  if (unknown !== undefined) return refuse(`There is no benchmark ${unknown}.`);

  const machine = thisMachine();
  process.stdout.write(`${renderMachine(machine)} Scale: ${scale.name}, ${scale.rounds} interleaved rounds.\n`);
  const results: { readonly benchmark: string; readonly parts: readonly (Measured | Figures)[] }[] = [];
  for (const benchmark of benchmarks) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue;
    process.stderr.write(`${benchmark.name} ...\n`);
    process.stdout.write(`\n## ${benchmark.name}\n\n${benchmark.summary}\n`);
    const parts: (Measured | Figures)[] = [];
    for await (const part of benchmark.groups(scale)) {
      const result = isGroup(part) ? await measure(part, scale) : part;
      process.stdout.write(`\n${'timings' in result ? renderMeasured(result) : renderFigures(result)}\n`);
      parts.push(result);
    }
    results.push({ benchmark: benchmark.name, parts });
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, scale, results }, undefined, 2)}\n`);
  return 0;
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n\n${usage}`);
  return 2;
}
