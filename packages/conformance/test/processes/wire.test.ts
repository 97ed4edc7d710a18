import { ColloquyError, isColloquyError, MemoryEngine } from '@colloquy/core';
import { PassThrough } from 'node:stream';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { connectEngine } from '../../src/processes/connectEngine.ts';
import { readFrames, writeFrame } from '../../src/processes/frames.ts';
import { serveEngine } from '../../src/processes/serveEngine.ts';
import { fromWire, toWire } from '../../src/processes/wire.ts';

test('plain data goes over a line and comes back: bytes, infinity, nesting, names that objects inherit', () => {
  const value = {
    bytes: Uint8Array.of(0, 1, 255),
    none: new Uint8Array(0),
    limit: Infinity,
    list: [null, true, -1.5, 'a\u2028\n"\\', { deep: [Uint8Array.of(7)] }],
    constructor: 'x',
  };
  const line = toWire(value);
  expect(line).not.toContain('\n');
  expect(fromWire(line)).toEqual(value);
});

test('errors keep their code over a line', () => {
  const back = fromWire(toWire({ error: new ColloquyError('revision_conflict', 'Others were first.') })) as {
    error: Error;
  };
  expect(isColloquyError(back.error, 'revision_conflict')).toBe(true);
  expect(back.error.message).toBe('Others were first.');
  expect(fromWire(toWire(new RangeError('no'))) as Error).toMatchObject({ name: 'RangeError', message: 'no' });
});

test('frames arrive whole however the bytes are cut, and what is cut off at the end does not', async () => {
  const values = [{ a: 1 }, new Uint8Array(70_000).fill(3), 'last'];
  const sent: Buffer[] = [];
  const socket = { write: (frame: Buffer) => sent.push(frame) };
  for (const value of [...values, 'never whole']) writeFrame(socket as unknown as Socket, value);
  const bytes = Buffer.concat(sent);
  for (const piece of [1, 3, 4096, bytes.byteLength]) {
    const pipe = new PassThrough();
    const received: unknown[] = [];
    readFrames(pipe as unknown as Socket, (value) => received.push(value));
    for (let at = 0; at < bytes.byteLength - 2; at += piece) {
      pipe.write(bytes.subarray(at, Math.min(at + piece, bytes.byteLength - 2)));
    }
    pipe.end();
    await new Promise((resolve) => pipe.once('end', resolve));
    expect(received, `pieces of ${piece}`).toEqual(values);
  }
});

test('an engine answers another process as it answers its own', async () => {
  const engine = new MemoryEngine();
  const served = await serveEngine(() => engine);
  const points: string[] = [];
  const remote = await connectEngine(served.port, () => points.push('reached'));
  const place = { partition: 'p', sort: 'a' };
  const item = { bytes: Uint8Array.of(1, 0, 2), absent: undefined, n: 3 };
  expect(await remote.transact([{ action: 'put', ...place, item, condition: { kind: 'absent' } }])).toBe(true);
  expect(points).toHaveLength(3);
  expect(await remote.transact([{ action: 'put', ...place, item, condition: { kind: 'absent' } }])).toBe(false);
  const missing = { partition: 'p', sort: 'b' };
  expect(await remote.read([place, missing])).toEqual(await engine.read([place, missing]));
  const query = { partition: 'p', prefix: '', limit: Infinity };
  expect(await remote.query(query)).toEqual(await engine.query(query));
  expect(await remote.partitions()).toEqual(['p']);
  expect(await remote.partitionPage({ limit: 1 })).toEqual({ partitions: ['p'], cursor: undefined });
  // Several at once come back to whom they belong.
  const both = await Promise.all([remote.read([missing]), remote.read([place])]);
  expect(both).toEqual([[undefined], [item]]);
  await remote.close();
  await served.close();
});

test('when the engine is gone, a write does not know, a read says so, and later calls fail at once', async () => {
  const served = await serveEngine(() => ({
    transact: () => new Promise(() => undefined),
    read: () => new Promise(() => undefined),
    query: () => Promise.reject(new Error('broken')),
    remove: () => Promise.resolve(),
    partitions: () => Promise.resolve([]),
    partitionPage: () => Promise.resolve({ partitions: [], cursor: undefined }),
  }));
  const remote = await connectEngine(served.port);
  const code = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => 'answered',
      (error: unknown) => (isColloquyError(error) ? error.code : error),
    );
  expect(await code(remote.query({ partition: 'p', prefix: '', limit: 1 }))).toBe('backend_error');
  const waiting = [code(remote.transact([])), code(remote.read([]))];
  await served.close();
  expect(await Promise.all(waiting)).toEqual(['outcome_unknown', 'backend_unavailable']);
  expect(await code(remote.read([]))).toBe('backend_unavailable');
});
