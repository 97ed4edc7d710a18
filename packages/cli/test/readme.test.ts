import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { example, temporaryFolder } from './support/run.ts';

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));

interface Step {
  readonly command: string;
  readonly answer: string;
}

/** The commands of a README in their order, each with what the README says that it answers. */
function stepsOf(text: string): readonly Step[] {
  return [...text.matchAll(/^```console\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [command = '', ...answer] = step.split('\n');
        return { command, answer: answer.join('\n') };
      }),
  );
}

/** What differs from one time to the next, and means the same wherever it stands: `{hash}`, and another one `{hash2}`. */
const forms: Readonly<Record<string, string>> = {
  id: '[0-9a-f]{32}',
  hash: '[0-9a-f]{64}',
  archive: '[0-9a-f]{32}',
  time: String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`,
  move: '[0-9a-f]{32}',
  // A column is as wide as the figure leaves it.
  ms: String.raw` *\d+`,
  mover: String.raw`example\.org/mover\+[0-9a-f]{8}\+\S+`,
  verifier: String.raw`example\.org/acme\+[0-9a-f]{8}\+\S+`,
};

test.each([
  ['of the command', '../README.md', 'example/dialogue.json', 25],
  ['of the repository', '../../../README.md', 'packages/cli/example/dialogue.json', 10],
])('a newcomer gets with every command of the README %s what it says', (_of, readme, document, least) => {
  const steps = stepsOf(readFileSync(new URL(readme, import.meta.url), 'utf8'));
  expect(steps.length).toBeGreaterThan(least);
  // Not below another folder: the place stands in what is printed, and long lines are broken.
  const folder = temporaryFolder();
  cpSync(example, join(folder, document));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/colloquy'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
  const kept = Object.entries(process.env).filter(([name]) => !/^(COLLOQUY_|DEBUG$|NO_COLOR$|FORCE_COLOR$)/.test(name));
  const env = {
    ...Object.fromEntries(kept),
    PATH: [join(folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter),
  };
  const known = new Map([['here', folder]]);
  const filled = (part: string): string =>
    part.replaceAll(/\{(\w+)\}/g, (_, name: string) => known.get(name) ?? `{${name}}`);
  for (const { command, answer } of steps) {
    const { stdout, stderr } = spawnSync('sh', ['-c', filled(command)], { cwd: folder, env, encoding: 'utf8' });
    const said = stdout + stderr;
    const literal = filled(answer).replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
    const names: string[] = [];
    const pattern = literal.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name);
      return `(${forms[name.replace(/\d+$/, '')] ?? 'no such form'})`;
    });
    const found = new RegExp(`^${pattern}$`).exec(said);
    expect(found === null ? said : '', command).toBe('');
    names.forEach((name, at) => known.set(name, found?.[at + 1] ?? ''));
  }
});
