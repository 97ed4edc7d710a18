import { ColloquyError, isColloquyError } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine } from '../support/broken.ts';
import { brokenHeader } from './brokenHeader.ts';

function equal(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}

export const storingMutants: readonly StoreMutant[] = [
  {
    id: 'header-put-overwrites',
    clause: 'SH-PUT-01',
    reason: 'not-what-stands',
    description: 'putIfAbsent is an upsert.',
    build: () =>
      brokenHeader((header) => ({
        putIfAbsent: async (bytes, options) => {
          const standing = await header.putIfAbsent(bytes, options);
          await header.replace(standing, bytes, options);
          return bytes.slice();
        },
      })),
  },
  {
    id: 'header-put-answers-own',
    clause: 'SH-PUT-01',
    reason: 'not-what-stands',
    description: 'putIfAbsent answers with what it was given, also where another header stands.',
    build: () =>
      brokenHeader((header) => ({
        putIfAbsent: async (bytes, options) => {
          await header.putIfAbsent(bytes, options);
          return bytes.slice();
        },
      })),
  },
  {
    id: 'header-put-races',
    clause: 'SH-PUT-02',
    reason: 'two-winners',
    description: 'putIfAbsent looks first and writes later.',
    build: () =>
      brokenHeader((header) => ({
        putIfAbsent: async (bytes, options) => {
          const before = await header.read(options);
          if (before !== undefined) return before;
          const standing = await header.putIfAbsent(bytes, options);
          if (!equal(standing, bytes)) await header.replace(standing, bytes, options);
          return bytes.slice();
        },
      })),
  },
  {
    id: 'header-replace-blind',
    clause: 'SH-REPLACE-01',
    reason: 'replaced-what-is-gone',
    description: 'replace does not compare.',
    build: () =>
      brokenHeader((header) => ({
        replace: async (_previous, next, options) => {
          const standing = await header.read(options);
          return standing === undefined ? false : header.replace(standing, next, options);
        },
      })),
  },
  {
    id: 'header-replace-by-length',
    clause: 'SH-REPLACE-01',
    reason: 'replaced-another',
    description: 'replace compares lengths.',
    build: () =>
      brokenHeader((header) => ({
        replace: async (previous, next, options) => {
          const standing = await header.read(options);
          const same = standing?.byteLength === previous.byteLength;
          return header.replace(same ? standing : previous, next, options);
        },
      })),
  },
  {
    id: 'header-replace-makes',
    clause: 'SH-REPLACE-01',
    reason: 'replaced-nothing',
    description: 'replace makes a header where there is none.',
    build: () =>
      brokenHeader((header) => ({
        replace: async (previous, next, options) => {
          if ((await header.read(options)) !== undefined) return header.replace(previous, next, options);
          return equal(await header.putIfAbsent(next, options), next);
        },
      })),
  },
  {
    id: 'header-replace-races',
    clause: 'SH-REPLACE-02',
    reason: 'not-one-winner',
    description: 'replace compares first and writes later.',
    build: () =>
      brokenHeader((header) => ({
        replace: async (previous, next, options) => {
          if (!equal(await header.read(options), previous)) return false;
          for (;;) {
            const standing = await header.read(options);
            if (standing === undefined) return false;
            if (await header.replace(standing, next, options)) return true;
          }
        },
      })),
  },
  {
    id: 'header-replace-wrong-error',
    clause: 'SH-ERROR-01',
    reason: 'written-despite-error',
    description: 'The lost answer of a replace is told as a service that was not reached, and so nobody reads it back.',
    build: () =>
      brokenEngine((engine) => ({
        transact: async (actions, options) => {
          try {
            return await engine.transact(actions, options);
          } catch (error) {
            const [first] = actions;
            const isReplace =
              first?.action === 'put' && first.partition === 'store' && first.condition?.kind === 'fields';
            if (!isReplace || !isColloquyError(error, 'outcome_unknown')) throw error;
            throw new ColloquyError('backend_unavailable', 'The service was not reached.', { cause: error });
          }
        },
      })),
  },
  {
    id: 'header-put-unfinished',
    clause: 'SH-ERROR-01',
    reason: 'half-written',
    description: 'putIfAbsent first takes the place with one byte and then writes the header.',
    build: () =>
      brokenHeader((header) => ({
        putIfAbsent: async (bytes, options) => {
          const place = Uint8Array.of(0);
          const standing = await header.putIfAbsent(place, options);
          if (!equal(standing, place)) return standing;
          await header.replace(place, bytes, options);
          return (await header.read(options)) ?? place;
        },
      })),
  },
];
