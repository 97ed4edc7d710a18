import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** The next line of the child's output. */
  readonly line: () => Promise<string>;
  /** Lets the child go on. */
  readonly release: () => void;
  readonly ended: Promise<unknown>;
}

/** Starts a script of `test/children` under this very Node, which runs TypeScript by stripping its types. */
export function startChild(script: string, args: readonly string[]): Child {
  const path = fileURLToPath(new URL(`../children/${script}`, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout === null || child.stdin === null) throw new Error('the child has no pipes');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { stdin } = child;
  return {
    line: async () => {
      const next = await lines.next();
      return next.done === true ? 'ended' : next.value;
    },
    release: () => void stdin.end('go\n'),
    ended: once(child, 'exit'),
  };
}

/** Starts one child per list of arguments, waits until all are ready, lets them go at once; their answers in order. */
export async function runChildren(script: string, args: readonly (readonly string[])[]): Promise<readonly string[]> {
  const children = args.map((each) => startChild(script, each));
  await Promise.all(children.map((child) => child.line()));
  for (const child of children) child.release();
  const answers = await Promise.all(children.map((child) => child.line()));
  await Promise.all(children.map((child) => child.ended));
  return answers;
}
