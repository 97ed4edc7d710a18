import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { Reach } from '../../../kits/Reach.ts';

type Call = (...parameters: readonly unknown[]) => Promise<unknown>;
type Calls = Record<string, Call>;

/** Every call to a file in the directory, and to what is opened of it, is a point before and after it. */
export function announceFiles(directory: string, reach: Reach): void {
  const announced =
    (name: string, call: Call): Call =>
    async (...parameters) => {
      reach(name, 'before');
      const answer = await call(...parameters);
      reach(name, 'after');
      return answer;
    };
  const calls = files as unknown as Calls;
  for (const name of ['open', 'link', 'unlink', 'mkdir', 'readdir', 'lstat']) {
    const call = calls[name];
    if (call === undefined) throw new Error(`node:fs/promises has no ${name}`);
    const told = announced(name, call);
    calls[name] = async (...parameters) => {
      const isOfRegister = String(parameters[0]).startsWith(directory);
      if (!isOfRegister) return call(...parameters);
      const answer = await told(...parameters);
      if (name === 'open') announceHandle(answer as Calls, announced);
      return answer;
    };
  }
  syncBuiltinESMExports();
}

function announceHandle(handle: Calls, announced: (name: string, call: Call) => Call): void {
  for (const name of ['write', 'sync']) {
    const call = handle[name];
    if (call !== undefined) Object.defineProperty(handle, name, { value: announced(name, call.bind(handle)) });
  }
}
