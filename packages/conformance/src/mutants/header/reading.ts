import { utf8 } from './text.ts';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { brokenHeader } from './brokenHeader.ts';

export const readingMutants: readonly StoreMutant[] = [
  {
    id: 'header-empty-bytes',
    clause: 'SH-READ-01',
    reason: 'header-from-nowhere',
    description: 'A header that is not there is read as no bytes.',
    build: () =>
      brokenHeader((header) => ({ read: async (options) => (await header.read(options)) ?? new Uint8Array(0) })),
  },
  {
    id: 'header-remembered',
    clause: 'SH-READ-02',
    reason: 'stale',
    description: 'A client reads the header once and remembers it.',
    build: () =>
      brokenHeader((header) => {
        let known: Promise<Uint8Array | undefined> | undefined;
        return { read: async (options) => (await (known ??= header.read(options)))?.slice() };
      }),
  },
  {
    id: 'header-as-text',
    clause: 'SH-BYTES-01',
    reason: 'changed',
    description: 'The header is JSON, so it is kept as text.',
    build: () =>
      brokenHeader((header) => ({
        putIfAbsent: (bytes, options) => header.putIfAbsent(utf8(bytes), options),
        replace: (previous, next, options) => header.replace(utf8(previous), utf8(next), options),
      })),
  },
  {
    id: 'header-of-4096',
    clause: 'SH-BYTES-01',
    reason: 'changed',
    description: 'The column holds 4 096 bytes.',
    build: () => brokenHeader((header) => ({ read: async (options) => (await header.read(options))?.slice(0, 4096) })),
  },
  {
    id: 'header-input-kept',
    clause: 'SH-COPY-01',
    reason: 'shared',
    description: 'A client answers reads with the very array that it was given.',
    build: () =>
      brokenHeader((header) => {
        let given: Uint8Array | undefined;
        return {
          putIfAbsent: async (bytes, options) => {
            const before = await header.read(options);
            if (before === undefined) given = bytes;
            return header.putIfAbsent(bytes, options);
          },
          replace: async (previous, next, options) => {
            given = undefined;
            return header.replace(previous, next, options);
          },
          read: async (options) => (given === undefined ? header.read(options) : given),
        };
      }),
  },
  {
    id: 'header-swept-by-settle',
    clause: 'SH-APART-01',
    reason: 'not-apart',
    description: 'Settling sweeps everything that is no record away, the header with it.',
    build: () =>
      brokenStore((store) => ({
        settle: async (id, options) => {
          const standing = await store.header.read();
          if (standing !== undefined) await store.header.replace(standing, Uint8Array.of(0));
          return store.settle(id, options);
        },
      })),
  },
];
