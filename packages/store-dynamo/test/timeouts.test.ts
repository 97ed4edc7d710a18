import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dialogueId } from '@colloquy/core';
import { dynamoConfig, hold, startProxy, type Proxy } from '@colloquy/engines';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDynamoStore } from '../src/index.ts';
import { timeouts, withTimeouts } from '../src/options.ts';
import { commitOf, itemKeys } from './support/commits.ts';
import { codeOf, errorOf } from './support/played.ts';

const table = `timeouts-${randomBytes(6).toString('hex')}`;
const id = dialogueId('timeouts');

beforeAll(async () => (await openDynamoStore({ table, config: dynamoConfig() })).close());

/** A proxy in front of the engine, and what a client that goes through it is made of. */
async function through() {
  const { hostname, port } = new URL(dynamoConfig().endpoint);
  const proxy = await startProxy({ target: { host: hostname, port: Number(port) } });
  onTestFinished(() => proxy.close());
  const config = { ...dynamoConfig(), endpoint: `http://127.0.0.1:${proxy.port}`, maxAttempts: 1 };
  return { proxy, config };
}

const open = ({ connections }: Proxy): number => connections.length;
const allClosed = ({ connections }: Proxy) =>
  Promise.all(connections.map((each) => (each as { closed?: unknown }).closed));

describe('the limits of a client that is made of a configuration', () => {
  test('are there by default, and a requestHandler of the caller goes before them', () => {
    expect(withTimeouts({ region: 'x' })).toEqual({ region: 'x', requestHandler: timeouts });
    const own = { requestHandler: { requestTimeout: 5 } };
    expect(withTimeouts(own)).toBe(own);
    expect(timeouts.throwOnRequestTimeout).toBe(true);
  });

  test('reach the client', async () => {
    const client = new DynamoDBClient(withTimeouts(dynamoConfig()));
    const handler = client.config.requestHandler as unknown as { httpHandlerConfigs(): object };
    // The handler reads its configuration with its first request.
    await codeOf(openDynamoStore({ table, client }));
    expect(handler.httpHandlerConfigs()).toMatchObject(timeouts);
    client.destroy();
  });

  test('a server that takes the request and never answers: a write is unknown, a read is not to be had', async () => {
    const { proxy, config } = await through();
    const requestHandler = { requestTimeout: 150, throwOnRequestTimeout: true };
    const store = await openDynamoStore({ table, config: { ...config, requestHandler } });
    proxy.inject(hold('response'), 10);
    const read = await errorOf(store.head(id));
    expect([read.code, read.context['exception'], read.context['reason']]).toEqual([
      'backend_unavailable',
      'TimeoutError',
      'ETIMEDOUT',
    ]);
    expect(await codeOf(store.commit(id, commitOf(1, itemKeys(0, 2))))).toBe('outcome_unknown');
    expect(await codeOf(openDynamoStore({ table, config: { ...config, requestHandler } }))).toBe('backend_unavailable');
    await store.close();
  });

  test('a connection that never stands: nothing left, so nothing was written', async () => {
    class Stuck extends Agent {
      override createConnection(): Socket {
        const socket = new Socket();
        Object.defineProperty(socket, 'connecting', { value: true });
        return socket;
      }
    }
    const client = new DynamoDBClient({
      ...dynamoConfig(),
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 50, httpAgent: new Stuck() },
    });
    onTestFinished(() => client.destroy());
    const real = new DynamoDBClient(dynamoConfig());
    const store = await openDynamoStore({ table, client: real });
    // From here on with a client that cannot connect.
    real.send = client.send.bind(client);
    const error = await errorOf(store.commit(id, commitOf(1, itemKeys(0, 2))));
    expect([error.code, error.context['exception']]).toEqual(['backend_unavailable', 'TimeoutError']);
  });
});

describe('the connections', () => {
  test('of an own client end with the store', async () => {
    const { proxy, config } = await through();
    const store = await openDynamoStore({ table, config });
    await Promise.all([store.head(id), store.load(id)]);
    expect(open(proxy)).toBeGreaterThan(0);
    await store.close();
    await allClosed(proxy);
  });

  test('of a client that was given stay as they are', async () => {
    const { proxy, config } = await through();
    const client = new DynamoDBClient(config);
    onTestFinished(() => client.destroy());
    const store = await openDynamoStore({ table, client });
    await store.head(id);
    await store.close();
    const before = open(proxy);
    const other = await openDynamoStore({ table, client });
    expect(await codeOf(other.head(id))).toBe('ok');
    expect(open(proxy)).toBe(before);
  });

  test.each(['close', 'leave'])('keep no process alive: %s', async (end) => {
    const script = fileURLToPath(new URL('children/useAndExit.ts', import.meta.url));
    const args = ['--disable-warning=ExperimentalWarning', script, JSON.stringify(dynamoConfig()), table, end];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [said, complained, ended] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    expect([said, complained, ended]).toEqual(['used\n', '', [0, null]]);
  });
});
