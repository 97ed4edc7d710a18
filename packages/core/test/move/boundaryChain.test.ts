import { beforeAll, describe, expect, test } from 'vitest';
import { encodeHeader, entryHash, maskSourceOf, parseHeader } from '../../src/log/index.ts';
import { boundaryText, inherited } from '../../src/move/boundaryEntry.ts';
import type { ChainBreak } from '../../src/move/BoundaryChain.ts';
import { MoverKeys } from '../../src/move/MoverKeys.ts';
import type { LogEntry } from '../../src/traits/PartitionStore.ts';
import {
  a,
  b,
  c,
  chainOf,
  cross,
  headerOf,
  logIdOf,
  mover,
  realLog,
  signerOf,
  type Crossing,
} from './support/crossing.ts';

let log: readonly LogEntry[] = [];
beforeAll(async () => {
  log = await realLog();
});

const out = (move: string, source = a, target = b): Crossing => ({ kind: 'migrate.out', move, source, target });
const arrive = (move: string, source = a, target = b): Crossing => ({ kind: 'migrate.in', move, source, target });
const cancel = (move: string, source = a, target = b): Crossing => ({ kind: 'migrate.cancel', move, source, target });

async function crossAll(crossings: readonly Crossing[], from = log): Promise<readonly LogEntry[]> {
  let grown = from;
  for (const crossing of crossings) grown = await cross(grown, crossing);
  return grown;
}

test('a boundary entry repeats tag and keys of the entry before, so that a key holder can go on from it', async () => {
  const last = headerOf(log.at(-1) as LogEntry);
  const moved = await crossAll([out('1'), arrive('1'), out('2', b, c)]);
  for (const entry of moved.slice(log.length)) {
    const { header } = headerOf(entry);
    expect(header.stateTag).toEqual(last.header.stateTag);
    expect(maskSourceOf(header)).toEqual(maskSourceOf(last.header));
    expect(header.tagOf).toBe(log.length);
    const { rootVersion, dek, dekMin, epoch } = last.header;
    expect(header).toMatchObject({ rootVersion, dek, dekMin, epoch });
  }
});

test('an erased dialogue stays erased across a boundary', () => {
  const { header } = headerOf(log.at(-1) as LogEntry);
  expect(inherited({ ...header, erased: 2 }).erased).toBe(2);
  expect('erased' in inherited(header)).toBe(false);
});

test('the longest header of a boundary entry has less than 1 KiB', () => {
  const big = 2 ** 31 - 1;
  const n = Number.MAX_SAFE_INTEGER;
  const bytes = new Uint8Array(32).fill(255);
  const tag = { commitId: bytes.subarray(0, 16), prevHash: bytes };
  const state = {
    stateTag: bytes,
    tagOf: n - 1,
    tag,
    rootVersion: big,
    dek: big,
    dekMin: big,
    epoch: big,
    erased: n - 1,
  };
  const own = {
    n,
    kind: 'migrate.cancel',
    commitId: tag.commitId,
    prevHash: bytes,
    time: n,
    actor: 'x'.repeat(64),
    changes: bytes,
  };
  const header = encodeHeader({ ...inherited({ ...state, ...own }), ...own });
  expect(header.byteLength).toBeLessThan(1024);
  expect(parseHeader(header)).toBeDefined();
});

test('what is signed is a text of its own kind', async () => {
  const [entry] = (await cross(log, out('1'))).slice(-1) as [LogEntry];
  const hash = entryHash(entry.header);
  expect(new TextDecoder().decode(boundaryText(hash))).toBe(
    `colloquy/v1/boundary\n${Buffer.from(hash).toString('base64')}\n`,
  );
  expect(entry.auth.byteLength).toBe(68);
  expect(mover.verifier.verify(boundaryText(hash), entry.auth.subarray(4))).toBe(true);
  expect(mover.verifier.verify(hash, entry.auth.subarray(4))).toBe(false);
});

describe('a log that continues', () => {
  test('one that never moved is where it is found', () => {
    const chain = chainOf(log);
    expect(chain.broken).toBeUndefined();
    expect(chain.location).toEqual({ at: 'unnamed' });
    expect(chain.last?.n).toBe(log.length);
  });

  test.each<[string, readonly Crossing[], string]>([
    ['there', [out('1'), arrive('1')], 'b'],
    ['not at all', [out('1'), cancel('1')], 'a'],
    ['not, then there', [out('1'), cancel('1'), out('2'), arrive('2')], 'b'],
    ['there and back', [out('1'), arrive('1'), out('2', b, a), arrive('2', b, a)], 'a'],
    ['round', [out('1'), arrive('1'), out('2', b, c), arrive('2', b, c), out('3', c, a), arrive('3', c, a)], 'a'],
  ])('moved %s', async (_, crossings, name) => {
    const chain = chainOf(await crossAll(crossings));
    expect(chain.broken).toBeUndefined();
    expect(chain.location).toMatchObject({ at: 'store', store: { name } });
    expect(chain.boundaries.map(({ kind, trust }) => [kind, trust.trust])).toEqual(
      crossings.map(({ kind }) => [kind, 'signed']),
    );
  });

  test('behind migrate.out it is on its way', async () => {
    const { location } = chainOf(await crossAll([out('1')]));
    expect(location).toMatchObject({ at: 'transit', move: { moveId: '1'.repeat(32), target: b } });
  });
});

describe('a log that does not', () => {
  test.each<[string, readonly Crossing[]]>([
    ['arrives without having left', [arrive('1')]],
    ['is cancelled without having left', [cancel('1')]],
    ['leaves twice', [out('1'), out('2')]],
    ['arrives twice', [out('1'), arrive('1'), arrive('1')]],
    ['arrives under another move', [out('1'), arrive('2')]],
    ['arrives in another store', [out('1'), arrive('1', a, c)]],
    ['is cancelled under another move', [out('1'), cancel('2')]],
    ['is cancelled after it arrived', [out('1'), arrive('1'), cancel('1')]],
    ['leaves from where it is not', [out('1'), arrive('1'), out('2', a, c)]],
    ['leaves again under a move that was cancelled', [out('1'), cancel('1'), out('1')]],
  ])('%s', async (_, crossings) => {
    const chain = chainOf(await crossAll(crossings));
    expect(chain.broken).toEqual({ n: log.length + crossings.length, why: 'sequence' });
  });

  test('goes on behind migrate.out with an ordinary entry', async () => {
    const moved = await crossAll([out('1')]);
    const last = headerOf(moved.at(-1) as LogEntry);
    const { header } = headerOf(log.at(-1) as LogEntry);
    const n = moved.length + 1;
    const bytes = encodeHeader({ ...header, n, tagOf: n, prevHash: entryHash(last.bytes) });
    const commit = { ...(log.at(-1) as LogEntry), n, header: bytes };
    expect(chainOf([...moved, commit]).broken).toEqual({ n, why: 'sequence' });
  });

  test.each<[string, Partial<Crossing['more']>]>([
    ['another dialogue', { dialogueId: 'another' as never }],
    ['another tenant', { tenant: 'another' }],
    ['another log', { logId: '9'.repeat(32) }],
  ])('names %s', async (_, more) => {
    const moved = await cross(log, { ...out('1'), more: more as never });
    expect(chainOf(moved).broken).toEqual({ n: moved.length, why: 'identity' });
  });

  /** The entry with another header, signed anew: by a thief of the key. */
  async function forged(change: Parameters<typeof encodeHeader>[0] | object): Promise<readonly LogEntry[]> {
    const moved = await cross(log, out('1'));
    const entry = moved.at(-1) as LogEntry;
    const header = encodeHeader({ ...headerOf(entry).header, ...change });
    const signature = await mover.sign(boundaryText(entryHash(header)));
    const auth = Buffer.concat([entry.auth.subarray(0, 4), signature]);
    return [...log, { ...entry, header, auth }];
  }

  test.each<[string, object, ChainBreak]>([
    ['another tag', { stateTag: new Uint8Array(32) }, 'state'],
    ['a tag of its own', { tagOf: 4, tag: undefined }, 'state'],
    ['a tag of an older entry', { tagOf: 2 }, 'state'],
    ['another data key', { dek: 2 }, 'state'],
    ['another epoch', { epoch: 2 }, 'state'],
    ['another log root', { rootVersion: 2 }, 'state'],
    ['an erasure', { erased: 2 }, 'state'],
    ['another entry before', { prevHash: new Uint8Array(32) }, 'link'],
    ['another body', { changes: new Uint8Array(32) }, 'body'],
    ['another kind', { kind: 'migrate.cancel' }, 'sequence'],
    ['an ordinary kind', { kind: 'register-item' }, 'body'],
  ])('has %s, signed', async (_, change, why) => {
    expect(chainOf(await forged(change)).broken).toEqual({ n: 4, why });
  });

  test('an entry is missing, or comes twice', () => {
    expect(chainOf([...log.slice(0, 1), ...log.slice(2)]).broken).toEqual({ n: 2, why: 'missing' });
    expect(chainOf([...log.slice(0, 1), ...log]).broken).toEqual({ n: 2, why: 'missing' });
    expect(chainOf(log.slice(1)).broken).toEqual({ n: 1, why: 'missing' });
  });
});

describe('signatures', () => {
  test('of a key that is not pinned are told, and break nothing', async () => {
    const stranger = signerOf('tests/stranger', 2);
    const chain = chainOf(await cross(log, out('1'), stranger));
    expect(chain.broken).toBeUndefined();
    expect(chain.boundaries[0]?.trust).toEqual({ trust: 'unknown', keyId: stranger.verifier.keyId });
  });

  test('every changed byte of a pinned signature is refused, or names another key', async () => {
    const moved = await cross(log, out('1'));
    const entry = moved.at(-1) as LogEntry;
    for (let at = 0; at < entry.auth.byteLength; at++) {
      const auth = entry.auth.slice();
      auth[at] = (auth[at] ?? 0) ^ 1;
      const chain = chainOf([...log, { ...entry, auth }]);
      if (at < 4) expect(chain.boundaries[0]?.trust.trust, String(at)).toBe('unknown');
      else expect(chain.broken, String(at)).toEqual({ n: 4, why: 'signature' });
    }
  });

  test('a MAC under a boundary kind, and a signature under an ordinary one, are refused', async () => {
    const moved = await cross(log, out('1'));
    const entry = moved.at(-1) as LogEntry;
    expect(chainOf([...log, { ...entry, auth: new Uint8Array(32) }]).broken).toEqual({ n: 4, why: 'signature' });
    const last = log.at(-1) as LogEntry;
    const signed = [...log.slice(0, -1), { ...last, auth: entry.auth }];
    expect(chainOf(signed).broken).toEqual({ n: 3, why: 'signature' });
  });

  test('two pinned keys of one key id are refused', () => {
    expect(() => new MoverKeys([mover.verifier, mover.verifier])).toThrowError(
      expect.objectContaining({ code: 'invalid_argument' }),
    );
  });

  test('a log under another id or tenant has another beginning', async () => {
    const { BoundaryChain } = await import('../../src/move/BoundaryChain.ts');
    const chain = new BoundaryChain('other' as never, 'tests', new MoverKeys([]));
    chain.add(log[0] as LogEntry);
    expect(chain.broken).toEqual({ n: 1, why: 'genesis' });
    expect(logIdOf(log)).toMatch(/^[0-9a-f]{32}$/);
  });
});
