import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('child.ts', import.meta.url));

export interface ChildSettings {
  /** Milliseconds after which it counts as hung: a mutant may loop without ever giving way. */
  readonly limit: number;
  readonly seed: number;
  readonly runs: number;
  /** Where compiled code and the texts of modules are kept between children; `keepModules` first. */
  readonly cache: string;
}

/**
 * What a child answers, as JSON.
 *
 * @throws Error with what the child wrote to stderr when it failed
 */
export async function runChild(file: string, { limit, seed, runs, cache }: ChildSettings): Promise<unknown> {
  const running = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', child, file, String(seed), String(runs), join(cache, 'modules.json')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
      timeout: limit,
      killSignal: 'SIGKILL',
    },
  );
  const [out, err, [code, signal]] = await Promise.all([
    text(running.stdout),
    text(running.stderr),
    once(running, 'close') as Promise<[number | null, string | null]>,
  ]);
  if (code !== 0) throw new Error(`the child ended with ${code ?? signal}:\n${err.slice(0, 4000)}`);
  return JSON.parse(out);
}

/** Writes down, in a child, the modules that every other one loads: each starts in half the time. */
export async function keepModules(settings: ChildSettings): Promise<void> {
  await runChild('modules', settings);
}
