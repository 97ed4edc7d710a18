import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs an entry script of `src` under this very Node, which strips the types; with no settings of the caller but these. */
export async function run(
  script: 'main' | 'verify',
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  const path = fileURLToPath(new URL(`../../src/${script}.ts`, import.meta.url));
  const { npm_lifecycle_event: _event, INIT_CWD: _folder, DEBUG: _debug, ...env } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], {
    cwd: options.cwd,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** The lines from one heading to another, without the second. */
export function between(text: string, from: string, to: string): string {
  const start = text.indexOf(`\n${from}`);
  const end = text.indexOf(`\n${to}`, start);
  if (start < 0 || end < 0) throw new Error(`no ${start < 0 ? from : to} in the output`);
  return text.slice(start, end);
}
