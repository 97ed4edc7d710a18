import { compareAscii } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { makeBundle } from '../scripts/bundle/makeBundle.ts';

const clients = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-kms'];

/** Minified bytes of Colloquy and this example. A dependency that slips in, or a part that cannot be left out any longer, is larger. */
const ownBytes = 245_000;
/** The same with gzip. */
const ownGzip = 81_000;

const builtIn = (name: string): boolean => name.startsWith('node:');

describe('the bundle', () => {
  test('of everything needs nothing but Node', async () => {
    const { imports, modules } = await makeBundle({ without: 'nothing', minify: true });
    expect(imports.filter((name) => !builtIn(name))).toEqual([]);
    expect(modules.map(([path]) => path).filter((path) => path.includes('/client-kms/'))).not.toEqual([]);
  });

  test('for the SDK of the runtime needs its two clients, and nothing else', async () => {
    const { imports, modules } = await makeBundle({ without: 'sdk', minify: true });
    expect(imports.filter((name) => !builtIn(name)).toSorted(compareAscii)).toEqual(clients);
    expect(modules.map(([path]) => path).filter((path) => /@(aws-sdk|smithy)/.test(path))).toEqual([]);
  });

  test('has no part of another backend, of the suite or of what chooses time and randomness', async () => {
    const { modules } = await makeBundle({ without: 'nothing', minify: false });
    const paths = modules.map(([path]) => path);
    expect(paths.some((path) => path.includes('/packages/store-dynamo/'))).toBe(true);
    const others =
      /better-sqlite3|node_modules\/pg|store-(sqlite|postgres)|\/(conformance|engines)\/|core\/dist\/testing/;
    expect(paths.filter((path) => others.test(path))).toEqual([]);
  });

  test('has at most 245 KB of Colloquy, 81 KB with gzip', async () => {
    const { bytes, gzip, imports } = await makeBundle({ without: 'packages', minify: true });
    expect(imports.filter((name) => !builtIn(name)).toSorted(compareAscii)).toEqual([
      ...clients,
      'canonicalize',
      'zod',
    ]);
    expect(bytes).toBeLessThanOrEqual(ownBytes);
    expect(gzip).toBeLessThanOrEqual(ownGzip);
    // Measured at all.
    expect(bytes).toBeGreaterThan(50_000);
  });
});
