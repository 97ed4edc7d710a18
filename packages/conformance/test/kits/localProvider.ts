import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFileKeyProvider } from '@colloquy/core';
import type { ProviderKit } from '../../src/kit/KeyKits.ts';
import { injectLocal, localFaults } from './localFaults.ts';

/** The provider over a key file. Each master key is a directory of its own. */
export function localProviderKit(): ProviderKit {
  return {
    name: 'local key file',
    capabilities: { service: false, faults: localFaults, callBound: 1000, requestsPerCall: 0 },
    create: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'colloquy-keys-'));
      const providers: LocalFileKeyProvider[] = [];
      const open = async (name: string): Promise<LocalFileKeyProvider> => {
        const provider = new LocalFileKeyProvider({ directory: join(folder, name) });
        providers.push(provider);
        return provider;
      };
      const created = async (name: string): Promise<LocalFileKeyProvider> => {
        const provider = await open(name);
        await provider.createMasterKey();
        return provider;
      };
      return {
        provider: await created('own'),
        second: async () => open('own'),
        foreign: async () => created('foreign'),
        inject: async (fault) => {
          await created('foreign');
          const aside = join(folder, 'aside');
          await mkdir(aside, { recursive: true, mode: 0o700 });
          return injectLocal(fault, { own: join(folder, 'own'), foreign: join(folder, 'foreign'), aside });
        },
        close: async () => {
          for (const provider of providers) await provider.close();
          await rm(folder, { recursive: true, force: true });
        },
      };
    },
  };
}
