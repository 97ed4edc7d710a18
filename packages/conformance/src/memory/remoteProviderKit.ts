import { ColloquyError, type KeyProvider } from '@colloquy/core';
import type { ProviderKit } from '../kit/KeyKits.ts';
import { ephemeralProviderKit } from './ephemeralProviderKit.ts';

/** A line to a service, which can be cut. */
export interface Line {
  cut: boolean;
}

/** The ephemeral provider as if it stood behind a service, so that the laws of services have something to run on. */
export function remoteProviderKit(
  behind: (provider: KeyProvider, line: Line) => KeyProvider = behindLine,
): ProviderKit {
  const kit = ephemeralProviderKit();
  return {
    name: 'ephemeral, behind a service',
    capabilities: { service: true },
    create: async () => {
      const fixture = await kit.create();
      const line: Line = { cut: false };
      return {
        provider: behind(fixture.provider, line),
        second: async () => behind(await fixture.second(), line),
        foreign: async () => behind(await fixture.foreign(), line),
        outage: async () => {
          line.cut = true;
          return async () => {
            line.cut = false;
          };
        },
        close: () => fixture.close(),
      };
    },
  };
}

function behindLine(provider: KeyProvider, line: Line): KeyProvider {
  const reach = (): void => {
    if (line.cut) throw new ColloquyError('key_unavailable', 'The key service does not answer.');
  };
  return {
    name: provider.name,
    createEpoch: async (scope, options) => {
      options?.signal?.throwIfAborted();
      reach();
      return provider.createEpoch(scope, options);
    },
    openEpoch: async (scope, material, options) => {
      options?.signal?.throwIfAborted();
      reach();
      return provider.openEpoch(scope, material, options);
    },
    close: () => provider.close(),
  };
}
