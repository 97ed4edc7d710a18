import { registerHooks } from 'node:module';
import type { CoreMutant } from './CoreMutant.ts';
import { patched } from './patch.ts';

const core = new URL('.', import.meta.resolve('@colloquy/core')).href;

/** Changes core as it is loaded: nothing of it may have been imported. Answers with how often the module was loaded. */
export function mutate(mutant: CoreMutant): () => number {
  let applied = 0;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== `${core}${mutant.module}`) return loaded;
      if (loaded.source === undefined) throw new Error(`${mutant.module} has no source`);
      const source =
        typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
      applied += 1;
      return { ...loaded, source: patched(source, mutant) };
    },
  });
  return () => applied;
}
