import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dialogueId } from '../../src/address/DialogueId.ts';
import {
  boundaryKinds,
  encodeBoundaryBody,
  isBoundaryKind,
  parseBoundaryBody,
  type BoundaryBody,
} from '../../src/move/boundaryBody.ts';
import { seeded } from '../domain/seeded.ts';

const hex = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const token = fc.stringMatching(/^[A-Za-z0-9._~-]{1,64}$/);
const count = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const bodies = fc
  .record({
    dialogueId: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,127}$/).map(dialogueId),
    tenant: token,
    logId: hex(32),
    moveId: hex(32),
    places: fc.uniqueArray(hex(32), { minLength: 2, maxLength: 2 }),
    names: fc.tuple(token, token),
    kind: fc.constantFrom(...boundaryKinds),
    copied: fc.record({ records: count, bytes: count, digest: hex(64) }),
    isAbandoned: fc.boolean(),
  })
  .map(({ places: [from = '', to = ''], names, kind, copied, isAbandoned, ...rest }) => {
    const body: BoundaryBody = {
      ...rest,
      source: { place: from, name: names[0] },
      target: { place: to, name: names[1] },
      ...(kind === 'migrate.in' ? { copied } : {}),
      ...(kind === 'migrate.cancel' && isAbandoned ? { abandoned: true } : {}),
    };
    return { kind, body };
  });

const valid: BoundaryBody = {
  dialogueId: dialogueId('moved'),
  tenant: 'acme',
  logId: '1'.repeat(32),
  moveId: '2'.repeat(32),
  source: { place: 'a'.repeat(32), name: 'file' },
  target: { place: 'b'.repeat(32), name: 'pg' },
};
const copied = { records: 1, bytes: 2, digest: '3'.repeat(64) };

test('a body comes back as it was, and has at most 2 KiB', () => {
  fc.assert(
    fc.property(bodies, ({ kind, body }) => {
      const bytes = encodeBoundaryBody(body);
      expect(bytes.byteLength).toBeLessThanOrEqual(2048);
      expect(parseBoundaryBody(kind, bytes)).toEqual(body);
    }),
    seeded(200),
  );
});

test('there is one form: every byte that is changed makes it none, or another body', () => {
  const bytes = encodeBoundaryBody(valid);
  for (let at = 0; at < bytes.byteLength; at++) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x20;
    expect(parseBoundaryBody('migrate.out', changed), String(at)).not.toEqual(valid);
  }
});

test.each<[string, Partial<BoundaryBody>]>([
  ['a store that leaves itself', { target: { place: valid.source.place, name: 'pg' } }],
  ['an empty name', { target: { place: 'b'.repeat(32), name: '' } }],
  ['a name with a space', { source: { place: 'a'.repeat(32), name: 'my file' } }],
  ['a place in capitals', { source: { place: 'A'.repeat(32), name: 'file' } }],
  ['a short move id', { moveId: '2'.repeat(31) }],
  ['a tenant that is none', { tenant: 'ac me' }],
  ['what was copied, before it was', { copied }],
  ['giving up what was not begun', { abandoned: true }],
])('refused: %s', (_, change) => {
  expect(parseBoundaryBody('migrate.out', encodeBoundaryBody({ ...valid, ...change }))).toBeUndefined();
});

test('what belongs to one kind is refused in the others', () => {
  const arrival = encodeBoundaryBody({ ...valid, copied });
  const plain = encodeBoundaryBody(valid);
  expect(parseBoundaryBody('migrate.in', arrival)).toEqual({ ...valid, copied });
  expect(parseBoundaryBody('migrate.in', plain)).toBeUndefined();
  expect(parseBoundaryBody('migrate.cancel', arrival)).toBeUndefined();
  expect(parseBoundaryBody('migrate.cancel', plain)).toEqual(valid);
  for (const bad of [
    { ...copied, records: -1 },
    { ...copied, bytes: 0.5 },
    { ...copied, digest: '' },
  ]) {
    expect(parseBoundaryBody('migrate.in', encodeBoundaryBody({ ...valid, copied: bad }))).toBeUndefined();
  }
});

test('no text of another form is a body', () => {
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  const canonical = new TextDecoder().decode(encodeBoundaryBody(valid));
  for (const other of [
    '',
    '[]',
    'null',
    '7',
    '{}',
    ` ${canonical}`,
    `${canonical}\n`,
    canonical.replace('{', '{"x":1,'),
  ]) {
    expect(parseBoundaryBody('migrate.out', text(other)), other).toBeUndefined();
  }
});

test('three kinds are boundaries, and no name like them', () => {
  expect(boundaryKinds.every(isBoundaryKind)).toBe(true);
  for (const kind of ['migrate', 'migrate.outs', 'import.migrate.out', 'erase', '']) {
    expect(isBoundaryKind(kind), kind).toBe(false);
  }
});
