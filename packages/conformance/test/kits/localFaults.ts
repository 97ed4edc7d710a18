import { execFileSync } from 'node:child_process';
import { chmod, copyFile, rename, rm, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultDeclarations, PlacedFault, ProviderFault } from '../../src/kit/ProviderFaults.ts';

/** The real counterparts of the faults of a key service. Permissions do not bind root, so they are judged as they stand, not tried. */
export const localFaults: FaultDeclarations = {
  throttling: { impossible: 'nobody rations the reading of a local file' },
  latency: { impossible: 'a file has no answer that is late but right: there is no deadline to miss' },
  hang: { how: 'the key file is a named pipe that nobody writes to' },
  reset: { how: 'the key file is replaced by a copy of itself, again and again, while it is read' },
  denied: { how: 'the key file may be read by the group (0640)' },
  disabled: { how: 'the key file is a symbolic link to where it was moved' },
  'pending-deletion': { impossible: 'a file has no date on which it goes' },
  'not-found': { how: 'the key file was moved away' },
  'grant-not-visible': { impossible: 'a change of permissions is seen by the next call' },
  'wrong-key': { how: "another key's file lies in its place" },
  'another-keys-answer': { how: "the key file and another key's take turns, again and again, while it is read" },
  'truncated-answer': { how: 'the key file is cut to 31 bytes' },
};

/** Where the faults of one fixture are produced. */
export interface FaultPlace {
  /** The directory of the key, and that of another key. */
  readonly own: string;
  readonly foreign: string;
  /** A folder on the same file system. */
  readonly aside: string;
}

/** Takes turns in putting copies of the files in the place of the key, each by one rename, until it is stopped. */
async function replaceOverAndOver(sources: readonly string[], file: string, staged: string): Promise<PlacedFault> {
  let [stopped, hits] = [false, 0];
  const replace = async (source: string): Promise<void> => {
    await copyFile(source, staged);
    await rename(staged, file);
    hits += 1;
  };
  for (const source of sources) await replace(source);
  const loop = (async (): Promise<void> => {
    while (!stopped) for (const source of sources) await replace(source);
  })();
  return {
    hits: () => hits,
    restore: async () => {
      if (stopped) return;
      stopped = true;
      await loop;
      // The first source is the right key.
      await replace(sources[0] ?? '');
    },
  };
}

/** Puts a fault in force at the key file. */
export async function injectLocal(fault: ProviderFault, { own, foreign, aside }: FaultPlace): Promise<PlacedFault> {
  const file = join(own, 'master.key');
  const kept = join(aside, 'kept.key');
  const another = join(foreign, 'master.key');
  const restore = async (): Promise<void> => {
    await rm(file, { force: true });
    await copyFile(kept, file);
    await chmod(file, 0o600);
  };
  await copyFile(file, kept);
  switch (fault) {
    case 'hang':
      await rm(file);
      execFileSync('mkfifo', ['-m', '600', file]);
      break;
    case 'denied':
      await chmod(file, 0o640);
      break;
    case 'disabled':
      await rm(file);
      await symlink(kept, file);
      break;
    case 'not-found':
      await rm(file);
      break;
    case 'wrong-key':
      await copyFile(another, file);
      break;
    case 'truncated-answer':
      await truncate(file, 31);
      break;
    case 'reset':
      return replaceOverAndOver([kept], file, join(aside, 'staged.key'));
    case 'another-keys-answer':
      return replaceOverAndOver([kept, another], file, join(aside, 'staged.key'));
    default:
      throw new TypeError(`${fault} has no counterpart at a key file`);
  }
  return { hits: () => 1, restore };
}
