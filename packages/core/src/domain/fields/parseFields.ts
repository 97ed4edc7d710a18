import type { Faults } from '../validation/Fault.ts';
import { detach } from './detach.ts';
import { faultsOfIssues } from './faultsOfIssues.ts';
import type { Fields, FieldTable } from './Field.ts';
import { tableSchema } from './schema.ts';

/**
 * Checks untrusted input against a table and returns a private deep copy of it, or undefined after adding every fault to
 * `faults`. Never throws, whatever the input: proxies, getters, cycles and depth included.
 *
 * A field present as `undefined` counts as absent; null never does.
 *
 * @param path where the input stands, put before the name of each field: `perspectives[0]`, or empty.
 * @example
 * const faults = new Faults();
 * const input = parseFields({ label, round: clear(roundNumber) }, { label: 'Parity', round: 1 }, '', faults);
 * faults.throwIfAny();
 */
export function parseFields<const T extends FieldTable>(
  table: T,
  input: unknown,
  path: string,
  faults: Faults,
): Fields<T> | undefined {
  const copy = detach(table, input);
  const result = tableSchema(table, 'input').safeParse(copy);
  if (!result.success) {
    faults.addAll(faultsOfIssues(result.error.issues, table, copy, path));
    return undefined;
  }
  // The schema was built from this table, and from it alone: what it lets pass has the type that the table describes.
  return result.data as Fields<T>;
}
