import type { Staging } from '../staging/Staging.ts';

/** Checks that nothing stands twice in a list; the second and every further one is a fault. Absent items are passed over. */
export function checkDistinct(
  staging: Staging,
  values: readonly (string | undefined)[] | undefined,
  fieldOf: (index: number) => string,
): void {
  const first = new Map<string, number>();
  values?.forEach((value, index) => {
    if (value === undefined) return;
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, index);
      return;
    }
    staging.fault({
      code: 'duplicate_entity',
      message: `This stands in the list already, at ${fieldOf(earlier)}.`,
      field: fieldOf(index),
      value,
      suggestion: 'Leave it out.',
    });
  });
}
