import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { systemSources, toHex } from '@colloquy/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bench, expectRejected, scope } from './support/bench.ts';
import { clientOf } from './support/kms.ts';
import { TestSources } from './support/TestSources.ts';

/** Waits between two requests last until the signal comes. */
class SlowSources extends TestSources {
  override readonly delay = async (_milliseconds: number, signal?: AbortSignal): Promise<void> => {
    this.waits.push(0);
    await systemSources.delay(1_000_000, signal);
  };
}

describe('a caller that stops', () => {
  test('stops waiting for a request that is under way, and nobody else does', async () => {
    const { kms, provider, material, decrypts } = await bench();
    const { promise, resolve } = Promise.withResolvers<void>();
    kms.inject(({ operation }) => (operation === 'Decrypt' ? { kind: 'held', until: promise } : undefined));
    const stop = new AbortController();
    const reason = new Error('enough');
    const other = provider.openEpoch(scope, material);
    const stopped = provider.openEpoch(scope, material, { signal: stop.signal });
    await expect.poll(decrypts).toBe(2);
    stop.abort(reason);
    await expect(stopped).rejects.toBe(reason);
    resolve();
    await expect(other).resolves.toHaveProperty('kekId');
  });

  test('stops waiting between two requests', async () => {
    const { open, material, inject, decrypts } = await bench();
    const sources = new SlowSources();
    const provider = open({}, sources);
    inject({ kind: 'throttled' });
    const stop = new AbortController();
    const stopped = provider.openEpoch(scope, material, { signal: stop.signal });
    await expect.poll(() => sources.waits.length).toBe(1);
    const reason = { not: 'an error' };
    stop.abort(reason);
    await expect(stopped).rejects.toBe(reason);
    expect(decrypts()).toBe(1);
  });

  test('leaves no listener behind on a signal that lives long', async () => {
    const { provider, material, inject } = await bench({ maxAttempts: 2 });
    const { signal } = new AbortController();
    for (let i = 0; i < 3; i++) await provider.openEpoch(scope, material, { signal });
    inject({ kind: 'throttled' });
    await expectRejected(provider.openEpoch(scope, material, { signal }), 'key_unavailable');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('close', () => {
  test('ends a request that is under way', async () => {
    const { provider, material, inject, decrypts } = await bench();
    inject({ kind: 'hang' });
    const pending = provider.openEpoch(scope, material);
    await expect.poll(decrypts).toBe(1);
    await provider.close();
    await expectRejected(pending, 'backend_closed');
    await expectRejected(provider.openEpoch(scope, material), 'backend_closed');
    expect(decrypts()).toBe(1);
  });

  test('ends a wait between two requests', async () => {
    const { open, material, inject, decrypts } = await bench();
    const sources = new SlowSources();
    const provider = open({}, sources);
    inject({ kind: 'throttled' });
    const pending = provider.openEpoch(scope, material);
    await expect.poll(() => sources.waits.length).toBe(1);
    await provider.close();
    await expectRejected(pending, 'backend_closed');
    expect(decrypts()).toBe(1);
  });

  test('ends the client that the provider built, and its connections with it', async () => {
    const { provider, material } = await bench();
    await provider.openEpoch(scope, material);
    const sockets = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    const before = sockets();
    await provider.close();
    // The server's end of it: the client's own idle ones do not count as active.
    await expect.poll(sockets).toBe(before - 1);
  });

  test('leaves a client that was given alone', async () => {
    const { kms, keyId, open, material } = await bench();
    const client = clientOf(kms);
    let destroyed = 0;
    const destroy = client.destroy.bind(client);
    client.destroy = () => {
      destroyed += 1;
      destroy();
    };
    const provider = open({ client });
    await provider.openEpoch(scope, material);
    await provider.close();
    expect(destroyed).toBe(0);
    await expect(client.send(new DescribeKeyCommand({ KeyId: keyId }))).resolves.toHaveProperty('KeyMetadata');
  });

  test('happens at the end of a block', async () => {
    const { open, material } = await bench();
    const closed = open();
    {
      await using provider = closed;
      await provider.openEpoch(scope, material);
    }
    await expectRejected(closed.openEpoch(scope, material), 'backend_closed');
  });
});

test('no call leaves a timer behind', async () => {
  const { provider, material, inject } = await bench({ maxAttempts: 2 });
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  for (let i = 0; i < 20; i++) await provider.openEpoch(scope, material);
  inject({ kind: 'throttled' });
  for (let i = 0; i < 20; i++) await expectRejected(provider.openEpoch(scope, material), 'key_unavailable');
  expect(timers() - before).toBeLessThan(10);
});

test('a process that has opened a key ends by itself, closed or not', async () => {
  const { kms, keyId, material } = await bench();
  const child = spawn(
    process.execPath,
    [`${import.meta.dirname}/children/openAndEnd.ts`, kms.endpoint, keyId, scope.storeId, toHex(material)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  const [code] = (await once(child, 'exit')) as unknown as readonly [number | null];
  expect(code).toBe(0);
  expect(printed).toMatch(/^[0-9a-f]{32}\n$/);
});
