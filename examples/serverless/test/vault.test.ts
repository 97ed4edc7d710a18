import { isColloquyError, MemoryKeyVault } from '@colloquy/core';
import { expect, test } from 'vitest';
import { EnvironmentVault, vaultText } from '../src/service/EnvironmentVault.ts';

const bytes = (...values: readonly number[]): Uint8Array => new Uint8Array(values);

async function codeOf(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return isColloquyError(error) ? error.code : error;
  }
}

test('it holds what another vault held of the tenant, and nothing of others', async () => {
  const other = new MemoryKeyVault();
  await other.putIfAbsent('acme', 10, bytes(1, 2, 3));
  await other.putIfAbsent('acme', 2, bytes(255));
  await other.putIfAbsent('else', 1, bytes(9));
  const text = await vaultText('acme', other);
  expect(text).toBe('2:/w==,10:AQID');
  const vault = new EnvironmentVault('acme', text);
  expect(await vault.epochs('acme')).toEqual([2, 10]);
  expect(await vault.get('acme', 10)).toEqual(bytes(1, 2, 3));
  expect([await vault.get('acme', 1), await vault.get('else', 2), await vault.epochs('else')]).toEqual([
    undefined,
    undefined,
    [],
  ]);
});

test('what it gives is a copy', async () => {
  const vault = new EnvironmentVault('acme', '1:AQID');
  (await vault.get('acme', 1))?.fill(0);
  expect(await vault.get('acme', 1)).toEqual(bytes(1, 2, 3));
});

test('nobody changes it', async () => {
  const vault = new EnvironmentVault('acme', '1:AQID');
  expect(await codeOf(async () => vault.putIfAbsent())).toBe('read_only');
  expect(await codeOf(async () => vault.remove())).toBe('read_only');
});

test.each(['', '1', ':AQID', '0:AQID', '01:AQID', '1:', '1:***', '1:AQID,', '1:AQI', 'x:AQID'])(
  'the text %j is refused',
  async (text) => {
    expect(await codeOf(() => new EnvironmentVault('acme', text))).toBe('invalid_argument');
  },
);
