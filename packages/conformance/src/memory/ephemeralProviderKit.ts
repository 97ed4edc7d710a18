import { SeededKeyProvider } from '@colloquy/core/testing';
import { patternBytes } from '../data/bytes.ts';
import type { ProviderKit } from '../kit/KeyKits.ts';
import { noFaults } from '../kit/ProviderFaults.ts';

/** What a provider reads as randomness: the master key first, then salts that never repeat among all providers. */
function sourceOf(master: number, next: () => number): (length: number) => Uint8Array {
  let first = true;
  return (length) => {
    const seed = first ? master : next();
    first = false;
    return patternBytes(length, seed);
  };
}

/** The kit of the provider whose master key lives in the process only. */
export function ephemeralProviderKit(): ProviderKit {
  let fixtures = 0;
  return {
    name: 'ephemeral',
    capabilities: {
      service: false,
      faults: noFaults('the master key is a variable of the process'),
      callBound: 1000,
      requestsPerCall: 0,
    },
    create: async () => {
      fixtures += 1;
      const master = fixtures * 10_000;
      let drawn = master + 100;
      const open = (key: number): SeededKeyProvider => new SeededKeyProvider(sourceOf(key, () => ++drawn));
      const providers = [open(master)];
      const [provider] = providers;
      const opened = async (key: number): Promise<SeededKeyProvider> => {
        const another = open(key);
        providers.push(another);
        return another;
      };
      return {
        provider: provider ?? open(master),
        second: () => opened(master),
        foreign: () => opened(master + 1),
        close: async () => {
          for (const each of providers) await each.close();
        },
      };
    },
  };
}
