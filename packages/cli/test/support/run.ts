import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished, vi } from 'vitest';

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | undefined;
  /** Arguments of Node. */
  readonly node?: readonly string[];
}

// A test is a series of processes, and a busy machine is no fault.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** Nothing that the person or the tests have set. */
function environment(own: RunOptions['env'] = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(COLLOQUY_|AWS_|DEBUG$|NO_COLOR$|FORCE_COLOR$|CI$)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...own };
}

/** Starts the command as it is built, under this very Node. */
export function start(
  args: readonly string[],
  { cwd, env, node = [] }: RunOptions,
  stdio: StdioOptions = 'pipe',
): ChildProcess {
  return spawn(process.execPath, [...node, bin, ...args], { cwd, env: environment(env), stdio });
}

/** Runs the command to its end. */
export async function run(args: readonly string[], options: RunOptions): Promise<Outcome> {
  const child = start(args, options);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin?.on('error', () => undefined).end(options.input ?? '');
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, out, err };
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that is removed after all tests of the file. */
export function temporaryFolderOfFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const example = fileURLToPath(new URL('../../example/dialogue.json', import.meta.url));

/** Makes a store on SQLite in the folder, with keys of its own, that holds the example. */
async function makeStore(cwd: string): Promise<string> {
  for (const args of [
    ['init', '--sqlite', 'd.db', '--tenant', 'acme'],
    ['import', example],
  ]) {
    const { code, err } = await run(args, { cwd });
    if (code !== 0) throw new Error(err);
  }
  return cwd;
}

/** What the stores of a file of tests are copies of, when one was asked for: each spares two starts of the command. */
let model: { readonly folder: string; readonly made: Promise<string> } | undefined;
afterAll(() => {
  if (model !== undefined) rmSync(model.folder, { recursive: true, force: true });
});

/** A folder with a store on SQLite that holds the example. Those of one file of tests have the same keys. */
export async function storeWithExample(): Promise<string> {
  const cwd = temporaryFolder();
  if (model === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'colloquy-cli-'));
    model = { folder, made: makeStore(folder) };
  }
  copyFolder(await model.made, cwd);
  return cwd;
}

/** With the modes of files and folders, which `cpSync` does not keep: keys that others may read are refused. */
function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    chmodSync(join(to, name), statSync(join(from, name)).mode & 0o777);
  }
}

/** The same, with keys that no other store has. */
export function strangeStoreWithExample(): Promise<string> {
  return makeStore(temporaryFolder());
}
