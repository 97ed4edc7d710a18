import type { Fixture } from '../../kit/AdapterKit.ts';
import type { Metered } from '../../kit/Metered.ts';

/** The meter of a fixture that has one. */
export async function meterOf({ metered }: Fixture): Promise<Metered> {
  if (metered === undefined) throw new TypeError('this fixture has no meter');
  return metered();
}
