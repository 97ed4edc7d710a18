import { judgeKits } from '@colloquy/conformance';
import { expect, test } from 'vitest';
import { kmsProviderKit } from './support/kmsProviderKit.ts';

test('creating and opening an epoch is one request each, closing none, however many epochs there are', async () => {
  const kits = { providerKit: kmsProviderKit() };
  const { green, suites } = await judgeKits({ kits, measure: true, filter: 'MEASURE' });
  expect(green).toBe(true);
  const { units, measurements } = suites[0]?.measured ?? { units: [], measurements: [] };
  expect(units).toEqual(['kmsRequests']);
  const costs = measurements.map(({ method, sizes, requests }) => `${method} ${sizes.records}: ${requests.length}`);
  expect(costs).toEqual(
    [1, 10, 100].flatMap((epochs) => [
      `createEpoch ${epochs}: 1`,
      `openEpoch ${epochs}: 1`,
      `openEpoch ${epochs}: 1`,
      `close ${epochs}: 0`,
    ]),
  );
});
