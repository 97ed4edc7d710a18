import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Pairs of pid and parent's pid, of all processes that can be seen. */
async function processes(): Promise<readonly (readonly [number, number])[]> {
  if (existsSync('/proc/self/stat')) {
    const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const stats = await Promise.all(names.map((name) => readFile(`/proc/${name}/stat`, 'latin1').catch(() => '')));
    // `pid (name) state ppid ...`, and the name may hold brackets and spaces.
    return names.flatMap((name, index) => {
      const parent = stats[index]?.split(') ').at(-1)?.split(' ')[1];
      return parent === undefined ? [] : [[Number(name), Number(parent)] as const];
    });
  }
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid='], { timeout: 10_000 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent] = line.trim().split(/\s+/).map(Number);
      return [pid ?? 0, parent ?? 0] as const;
    });
}

/** The pids of the processes that `pid` has started and that are still there. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  return (await processes()).filter(([, parent]) => parent === pid).map(([child]) => child);
}

/** Sends a signal; a process that has ended meanwhile is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Stops a process, then its children: one that is stopped starts no more of them. Not on Windows. */
export async function pauseTree(pid: number): Promise<readonly number[]> {
  signal(pid, 'SIGSTOP');
  const children = await childrenOf(pid);
  for (const child of children) signal(child, 'SIGSTOP');
  return children;
}

/** Lets a process and its children go on, the children first. Not on Windows. */
export async function resumeTree(pid: number): Promise<void> {
  for (const child of await childrenOf(pid)) signal(child, 'SIGCONT');
  signal(pid, 'SIGCONT');
}

/** Ends a process and its children in a way that none of them notices. */
export async function killTree(pid: number): Promise<void> {
  const children = process.platform === 'win32' ? await childrenOf(pid).catch(() => []) : await pauseTree(pid);
  signal(pid, 'SIGKILL');
  for (const child of children) signal(child, 'SIGKILL');
}
