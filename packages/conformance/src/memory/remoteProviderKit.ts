import type { KeyProvider } from '@colloquy/core';
import type { ProviderKit } from '../kit/KeyKits.ts';
import { providerFaults, type FaultDeclarations } from '../kit/ProviderFaults.ts';
import { ephemeralProviderKit } from './ephemeralProviderKit.ts';
import { Line, remoteClient, remoteAttempts, remoteTimeout } from './remoteClient.ts';

const faults = Object.fromEntries(
  providerFaults.map((fault) => [fault, { how: `the line to the service has the fault ${fault}` }]),
) as unknown as FaultDeclarations;

/** The ephemeral provider as if it stood behind a service, so that the laws of services have something to run on. */
export function remoteProviderKit(
  behind: (provider: KeyProvider, line: Line) => KeyProvider = remoteClient(),
): ProviderKit {
  const kit = ephemeralProviderKit();
  return {
    name: 'ephemeral, behind a service',
    capabilities: {
      service: true,
      faults,
      callBound: remoteTimeout * remoteAttempts,
      requestsPerCall: remoteAttempts,
    },
    create: async () => {
      const fixture = await kit.create();
      const line = new Line();
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
        inject: async (fault) => {
          line.place(fault);
          return {
            hits: () => line.hits,
            restore: async () => {
              line.place(undefined);
            },
          };
        },
        requests: () => line.requests,
        close: () => fixture.close(),
      };
    },
  };
}
