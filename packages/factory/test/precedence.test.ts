import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { isColloquyError, noteSigner } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import {
  resolveBackendConfiguration,
  resolveConfiguration,
  settings,
  type ConfigurationFault,
  type ConfigurationOptions,
} from '../src/index.ts';
import { folderWith, temporaryFolder } from './support/temporary.ts';

const file = {
  version: 1,
  tenant: 'from-file',
  backend: { name: 'sqlite', path: 'file.db', busyTimeoutMs: 1 },
  keys: { provider: 'local', directory: 'keys' },
};

/** The verifier key of a new mover. */
function key(name: string): string {
  return String(noteSigner(name, generateKeyPairSync('ed25519').privateKey).verifier);
}

/** Every fault as `path message`, without the origin. */
function faultsOf(options: ConfigurationOptions): readonly string[] {
  try {
    resolveConfiguration(options);
  } catch (error) {
    if (!isColloquyError(error, 'configuration_invalid')) throw error;
    const faults = error.context['faults'] as readonly ConfigurationFault[];
    return faults.map(({ path, message }) => `${path} ${message}`);
  }
  return [];
}

test('a file that cannot be read is told alone, and one that is not there with what is missing', () => {
  const folder = temporaryFolder();
  const missing = faultsOf({ folder, environment: {} });
  expect(missing).toHaveLength(3);
  expect(missing.filter((fault) => fault.endsWith(`; there is no ${join(folder, 'colloquy.json')}`))).toHaveLength(1);
  expect(faultsOf({ folder, environment: {}, file: 'named.json' })).toEqual([' is not there']);
});

describe('precedence', () => {
  test('code goes over the environment, the environment over the file, setting by setting, and origins say so', () => {
    const folder = folderWith(file);
    const environment = { COLLOQUY_TENANT: 'from-environment', COLLOQUY_SQLITE_PATH: 'environment.db' };
    const { origins, ...configuration } = resolveConfiguration({
      folder,
      environment,
      settings: { backend: { path: 'code.db' } },
    });
    expect(configuration).toEqual({
      backend: { name: 'sqlite', path: join(folder, 'code.db'), busyTimeoutMs: 1 },
      keys: { provider: 'local', directory: join(folder, 'keys') },
      tenant: 'from-environment',
      actor: 'unnamed',
      name: 'sqlite',
      movers: [],
      moves: join(folder, 'keys', 'moves'),
      audit: undefined,
      readOnly: false,
      file: join(folder, 'colloquy.json'),
    });
    expect([...origins]).toEqual([
      ['actor', 'default'],
      ['backend.busyTimeoutMs', join(folder, 'colloquy.json')],
      ['backend.name', join(folder, 'colloquy.json')],
      ['backend.path', 'code'],
      ['keys.directory', join(folder, 'colloquy.json')],
      ['keys.provider', join(folder, 'colloquy.json')],
      ['movers', 'default'],
      ['moves', 'default'],
      ['name', 'default'],
      ['readOnly', 'default'],
      ['tenant', 'COLLOQUY_TENANT'],
    ]);
  });

  test('another backend above leaves nothing of the one below', () => {
    const folder = folderWith(file);
    const environment = { COLLOQUY_BACKEND: 'dynamo', COLLOQUY_DYNAMO_TABLE: 'dialogues' };
    expect(resolveConfiguration({ folder, environment }).backend).toEqual({ name: 'dynamo', table: 'dialogues' });
    // Nor does the one in the middle let through what lies below it.
    const over = { backend: { name: 'sqlite', synchronous: 'normal' } } as const;
    expect(faultsOf({ folder, environment, settings: over })).toEqual([
      'backend.path is missing; COLLOQUY_SQLITE_PATH sets it',
    ]);
  });

  test('paths start from the file in a file, and from the current folder elsewhere', () => {
    const folder = folderWith(file);
    const elsewhere = temporaryFolder();
    const { backend, keys } = resolveConfiguration({
      file: join(folder, 'colloquy.json'),
      folder: elsewhere,
      environment: { COLLOQUY_KEYS_DIRECTORY: 'keys' },
    });
    expect(backend).toMatchObject({ path: join(folder, 'file.db') });
    expect(keys).toMatchObject({ directory: join(elsewhere, 'keys') });
  });

  test('the file: named by code, by COLLOQUY_CONFIG, found in the current folder, or none', () => {
    const folder = folderWith(file);
    const other = folderWith({ ...file, tenant: 'other' });
    const elsewhere = temporaryFolder();
    const environment = { COLLOQUY_CONFIG: join(other, 'colloquy.json') };
    expect(resolveConfiguration({ folder, environment: {} }).tenant).toBe('from-file');
    expect(resolveConfiguration({ folder, environment }).tenant).toBe('other');
    expect(resolveConfiguration({ folder: elsewhere, file: join(folder, 'colloquy.json'), environment }).tenant).toBe(
      'from-file',
    );
    expect(faultsOf({ folder, file: false, environment: {} })).toHaveLength(3);
    expect(faultsOf({ folder: elsewhere, file: 'absent.json', environment: {} })[0]).toBe(' is not there');
    expect(faultsOf({ folder: elsewhere, environment: { COLLOQUY_CONFIG: 'absent.json' } })[0]).toBe(' is not there');
  });

  test('an empty variable counts as not set', () => {
    const folder = folderWith(file);
    expect(resolveConfiguration({ folder, environment: { COLLOQUY_TENANT: '' } }).tenant).toBe('from-file');
  });

  test('every setting can be set by its variable, and no two of them by one', () => {
    expect(new Set(settings.map(({ variable }) => variable)).size).toBe(settings.length);
    const samples = {
      text: 'a',
      path: '/a',
      secret: 's',
      flag: 'true',
      count: '1',
      verifiers: `${key('a')} ${key('b')}`,
    } as const;
    for (const { path, variable, of, kind, pattern } of settings) {
      const environment: Record<string, string> = {
        COLLOQUY_TENANT: 't',
        COLLOQUY_BACKEND: path.startsWith('backend.') ? (of ?? 'dynamo') : 'dynamo',
        COLLOQUY_KEYS: path.startsWith('keys.') ? (of ?? 'local') : 'local',
      };
      for (const each of settings) {
        if (
          each.required !== undefined &&
          [environment['COLLOQUY_BACKEND'], environment['COLLOQUY_KEYS']].includes(each.of)
        ) {
          environment[each.variable] = '/required';
        }
      }
      const sample = typeof kind === 'string' ? samples[kind] : (of ?? kind[0] ?? '');
      environment[variable] =
        typeof kind !== 'string' ? (kind[0] === 'full' ? 'full' : (environment[variable] ?? '')) : sample;
      if (pattern?.source.startsWith('^https') === true) environment[variable] = 'http://127.0.0.1:8000';
      const { origins } = resolveConfiguration({ file: false, folder: '/', environment });
      expect(origins.get(path)).toBe(variable);
    }
  });
});

describe('movers and the register of moves', () => {
  test('a list of a file, and one of a variable between spaces; no key twice, none that is none', () => {
    const [one, other] = [key('example.org/one'), key('example.org/other')];
    const of = (movers: unknown, COLLOQUY_MOVERS?: string) =>
      ({ folder: folderWith({ ...file, movers }), environment: { COLLOQUY_MOVERS } }) as const;
    expect(resolveConfiguration(of([one])).movers).toEqual([one]);
    expect(resolveConfiguration(of([one], ` ${other}\n${one} `)).movers).toEqual([other, one]);
    const fault =
      'movers must be a list of verifier keys, each name+keyId+base64, with no key id twice; in a variable separated by spaces';
    for (const movers of [one, [one, one], [`${one}x`], [1]]) expect(faultsOf(of(movers))).toEqual([fault]);
    expect(faultsOf(of([one], 'x'))).toEqual([fault]);
  });

  test('the register lies beside the keys, where nothing else is said', () => {
    const folder = folderWith(file);
    const environment = {};
    expect(resolveConfiguration({ folder, environment }).moves).toBe(join(folder, 'keys/moves'));
    const kms = { provider: 'aws-kms', keyId: 'k', vault: 'kms/vault' };
    expect(resolveConfiguration({ folder: folderWith({ ...file, keys: kms }), environment }).moves).toMatch(
      /\/kms\/moves$/,
    );
    expect(resolveConfiguration({ folder, environment: { COLLOQUY_MOVES: 'elsewhere' } }).moves).toBe(
      join(folder, 'elsewhere'),
    );
    expect(
      resolveBackendConfiguration({ folder: folderWith({ version: 1, backend: file.backend }), environment }).moves,
    ).toBeUndefined();
  });

  test('without variables nothing of the environment is heard, but for a secret that the file names', () => {
    const folder = folderWith({ ...file, backend: { name: 'postgres', url: { env: 'DATABASE_URL' } } });
    const environment = {
      DATABASE_URL: 'postgres://h/d',
      COLLOQUY_BACKEND: 'sqlite',
      COLLOQUY_SQLITE_PATH: 'x.db',
      COLLOQUY_CONFIG: 'nowhere.json',
      COLLOQUY_SQLITE_MISSPELLED: 'x',
    };
    expect(resolveConfiguration({ folder, environment, variables: false })).toMatchObject({
      backend: { name: 'postgres', url: 'postgres://h/d' },
      tenant: 'from-file',
    });
  });
});

describe('secrets', () => {
  const url = 'postgres://app:quite-secret@db.internal/dialogues';

  test('a connection string may be the name of a variable', () => {
    const folder = folderWith({ ...file, backend: { name: 'postgres', url: { env: 'DATABASE_URL' } } });
    expect(resolveConfiguration({ folder, environment: { DATABASE_URL: url } }).backend).toEqual({
      name: 'postgres',
      url,
    });
    expect(faultsOf({ folder, environment: {} })).toEqual([
      'backend.url names the environment variable DATABASE_URL, which is not set',
    ]);
  });

  test.each([
    ['in the wrong place', { ...file, backend: { name: 'sqlite', path: 'x', synchronous: url } }],
    ['as the name of a backend', { ...file, backend: { name: url } }],
    ['beside a fault', { ...file, backend: { name: 'postgres', url: { env: url } } }],
    ['in an endpoint', { ...file, backend: { name: 'dynamo', endpoint: 'http://a:quite-secret@h' } }],
    ['in a text that is no JSON', `{"version": 1, "backend": {"url": "${url}" "schema"`],
  ])('a value is never repeated: %s', (_, configuration) => {
    let text = '';
    try {
      resolveConfiguration({ folder: folderWith(configuration), environment: {} });
    } catch (error) {
      if (!isColloquyError(error, 'configuration_invalid')) throw error;
      text = JSON.stringify(error) + String(error.stack);
    }
    expect(text).toMatch(/configuration_invalid/);
    expect(text).not.toContain('quite-secret');
  });
});

describe('faults', () => {
  test('all of them at once, each with its place', () => {
    const folder = folderWith({
      version: 1,
      tennant: 'acme',
      actor: 'a person',
      readOnly: 'yes',
      backend: { name: 'sqlite', path: '', busyTimeoutMs: -1, schema: 'x', url: 'x' },
      keys: { provider: 'vault' },
    });
    const environment = { COLLOQUY_POSTGRES_SCHEMA: 'x', COLLOQUY_SQLITE_PTH: 'x', COLLOQUY_READ_ONLY: 'maybe' };
    const found = faultsOf({ folder, environment });
    expect(found.map((fault) => fault.slice(0, 40))).toEqual([
      'readOnly must be true or false',
      ' is not known; known are COLLOQUY_SQLITE',
      'tennant is not known; known are version,',
      'actor must be a text of the form ^[A-Za-',
      'readOnly must be true or false',
      'backend.path must be a path: a text that',
      'backend.busyTimeoutMs must be a whole nu',
      'backend.schema belongs to postgres, and ',
      'backend.url belongs to postgres, and thi',
      'keys.provider must be one of local, aws-',
      'backend.schema belongs to postgres, and ',
      'tenant is missing; COLLOQUY_TENANT sets ',
    ]);
  });

  test.each([
    ['a newer version', { version: 2, anything: true }, 'version is that of a newer release'],
    ['no version', { backend: {} }, 'version must be 1'],
    ['a version that is a text', { version: '1' }, 'version must be 1'],
    ['a list', [], ' must be an object'],
    ['a text that ends early', '{', ' is not JSON: line 1, column 2'],
    ['a colon forgotten', '{"version": 1,\n  "tenant" 5}', ' is not JSON: line 2, column 12'],
    ['a word', '{"version": nope}', ' is not JSON'],
    ['a large file', `"${'x'.repeat(70_000)}"`, ' is larger than 65536 bytes'],
  ])('%s', (_, configuration, expected) => {
    expect(faultsOf({ folder: folderWith(configuration), environment: {} })[0]).toBe(expected);
  });

  test('two backends are never active: settings of another than the named one are refused', () => {
    const folder = folderWith(file);
    expect(faultsOf({ folder, environment: { COLLOQUY_POSTGRES_URL: 'postgres://h/d' } })).toEqual([
      'backend.url belongs to postgres, and backend.name is sqlite: exactly one is active',
    ]);
    expect(faultsOf({ folder, environment: {}, settings: { backend: { table: 'x' } } })).toEqual([
      'backend.table belongs to dynamo, and backend.name is sqlite: exactly one is active',
    ]);
    const nameless = folderWith({ ...file, backend: { path: 'x' } });
    expect(faultsOf({ folder: nameless, environment: {} })).toEqual([
      'backend.name is missing: one of sqlite, postgres, dynamo; COLLOQUY_BACKEND sets it',
    ]);
  });

  test('keys and tenant may be missing for what needs none, and are judged where they are', () => {
    const { backend } = file;
    const folder = folderWith({ version: 1, backend });
    expect(resolveBackendConfiguration({ folder, environment: {} })).toMatchObject({
      keys: undefined,
      tenant: undefined,
    });
    expect(faultsOf({ folder, environment: {} })).toEqual([
      'keys.provider is missing: one of local, aws-kms; COLLOQUY_KEYS sets it',
      'tenant is missing; COLLOQUY_TENANT sets it',
    ]);
    const wrong = folderWith({ version: 1, backend, keys: { provider: 'local' } });
    expect(() => resolveBackendConfiguration({ folder: wrong, environment: {} })).toThrow(/keys\.directory is missing/);
  });

  test('what JSON can hold and nobody means', () => {
    const folder = folderWith(
      '{"version": 1, "__proto__": {"tenant": "x"}, "constructor": 1, "backend": null, "keys": []}',
    );
    expect(faultsOf({ folder, environment: {} }).map((fault) => fault.split(' ', 1)[0])).toEqual([
      '__proto__',
      'constructor',
      'backend',
      'keys',
      'tenant',
    ]);
  });
});
