import type { Fields, FieldTable } from '../../fields/Field.ts';
import { parseFields } from '../../fields/parseFields.ts';
import { Faults } from '../../validation/Fault.ts';

/**
 * A private, checked copy of an input.
 *
 * @throws ColloquyError `batch_validation_failed` with every fault of its shape
 */
export function parseInput<const T extends FieldTable>(table: T, input: unknown): Fields<T> {
  const faults = new Faults();
  const result = parseFields(table, input, '', faults);
  faults.throwIfAny();
  if (result === undefined) throw new Error('an input was refused without a fault');
  return result;
}
