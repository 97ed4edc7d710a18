import fc from 'fast-check';

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const day = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }))
  .chain(([year, month]) =>
    fc
      .integer({ min: 1, max: daysOf(year, month) })
      .map((date) => `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}`),
  );

const time = fc
  .tuple(
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([hour, minute, second, ms]) => `${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.${digits(ms, 3)}`);

/** Instants of the years 0001 to 9999, leap days among them. */
export const arbitraryInstant: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(day, time).map(([date, clock]) => `${date}T${clock}Z`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '0001-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      '1970-01-01T00:00:00.000Z',
      '1969-12-31T23:59:59.999Z',
      '2000-02-29T00:00:00.000Z',
      '2024-02-29T23:59:59.999Z',
      '2026-02-06T12:00:00.000Z',
    ),
  },
);
