import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './run.ts';

const bin = join(dirname(fileURLToPath(import.meta.resolve('@colloquy/cli/package.json'))), 'dist/bin.js');

/** Runs the command `colloquy` as it is built, under this very Node, with no settings of the caller but these. */
export async function colloquy(cwd: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Outcome> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(COLLOQUY_|AWS_|DEBUG$)/.test(name));
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...Object.fromEntries(kept), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
