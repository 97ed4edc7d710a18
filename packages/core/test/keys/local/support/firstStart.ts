import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How a first start in a process of its own ended. */
export interface FirstStart {
  /** storeId and kekId; undefined when it did not come to that. */
  readonly ids: string | undefined;
  readonly signal: string | null;
  readonly stderr: string;
}

const script = fileURLToPath(new URL('./firstStartChild.ts', import.meta.url));

export interface StartingProcess {
  /** Everything is loaded; it waits. */
  readonly ready: Promise<unknown>;
  go(): Promise<FirstStart>;
}

/** Starts a process that makes the keys in a folder when it is told to. */
export function startProcess(folder: string, environment: Readonly<Record<string, string>> = {}): StartingProcess {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...environment, FOLDER: folder },
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const closed = once(child, 'close');
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
      if (stdout.startsWith('ready\n')) resolve();
    });
    child.once('close', () => reject(new Error(`It ended before it was ready: ${stderr}`)));
  });
  return {
    ready,
    go: async () => {
      await ready;
      child.stdin.on('error', () => undefined);
      child.stdin.end('go\n');
      await closed;
      return { ids: /^ready\n(.+)\n$/.exec(stdout)?.[1], signal: child.signalCode, stderr };
    },
  };
}
