import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cutAfterBytes, freePort, hold, startProxy, type Proxy } from '../../src/index.ts';
import { isOpen } from '../support/observe.ts';
import { all, client, listening, type Peer } from '../support/peer.ts';
import { until } from '../support/until.ts';

let target: Awaited<ReturnType<typeof listening>>;
let proxy: Proxy;

beforeEach(async () => {
  target = await listening();
  proxy = await startProxy({ target: { host: '127.0.0.1', port: target.port } });
});

afterEach(async () => {
  await proxy.close();
  await target[Symbol.asyncDispose]();
});

/** A client, and its other end behind the proxy. */
async function pair(): Promise<readonly [Peer, Peer]> {
  const count = target.peers.length;
  const near = await client(proxy.port);
  await until('the server has the connection', () => target.peers.length > count);
  const far = target.peers[count];
  if (far === undefined) throw new Error('no peer');
  return [near, far];
}

async function arrived(peer: Peer, text: string): Promise<void> {
  await until(`${JSON.stringify(text)} has arrived`, () => peer.received() === text);
}

test('without a fault it changes nothing, and each side may end for itself', async () => {
  const [near, far] = await pair();
  const question = randomBytes(3_000_001);
  const answer = randomBytes(5_000_003);
  const asked = all(far.socket);
  const answered = all(near.socket);
  near.socket.end(question);
  expect((await asked).equals(question)).toBe(true);
  expect(await far.over).toBe('end');
  far.socket.end(answer);
  expect((await answered).equals(answer)).toBe(true);
  await until('it is closed', () => proxy.connections[0]?.isOpen === false);
  expect(proxy.connections).toMatchObject([{ id: 1, requestBytes: 3_000_001, responseBytes: 5_000_003 }]);
});

test.each([0, 1, 5, 9])(
  'cut after %i bytes of the request: exactly these arrive, and both sides are reset',
  async (k) => {
    const [near, far] = await pair();
    const injection = proxy.inject(cutAfterBytes('request', k));
    near.socket.write('12345');
    if (k >= 5) await arrived(far, '12345');
    near.socket.write('67890');
    expect(await near.over).toBe('ECONNRESET');
    expect(await far.over).toBe('ECONNRESET');
    expect(far.received()).toBe('1234567890'.slice(0, k));
    expect(injection.strokes).toBe(1);
    await injection.struck;
    expect(proxy.connections[0]?.requestBytes).toBe(k);
  },
);

test.each([0, 1, 5, 9])('cut after %i bytes of the response', async (k) => {
  const [near, far] = await pair();
  proxy.inject(cutAfterBytes('response', k));
  near.socket.write('a question of any length');
  await arrived(far, 'a question of any length');
  far.socket.write('1234567890');
  expect(await near.over).toBe('ECONNRESET');
  expect(await far.over).toBe('ECONNRESET');
  expect(near.received()).toBe('1234567890'.slice(0, k));
});

test('a connection that ends before the count is full is not cut', async () => {
  const [near, far] = await pair();
  const injection = proxy.inject(cutAfterBytes('request', 5));
  near.socket.end('12345');
  expect(await far.over).toBe('end');
  expect(far.received()).toBe('12345');
  far.socket.end();
  expect(await near.over).toBe('end');
  expect(injection.strokes).toBe(0);
});

test('a fault strikes as often as it should, on connections old and new, each with its own count', async () => {
  const [old, oldFar] = await pair();
  old.socket.write('before');
  await arrived(oldFar, 'before');
  const injection = proxy.inject(cutAfterBytes('request', 3), 2);
  const [second, secondFar] = await pair();
  second.socket.write('123');
  await arrived(secondFar, '123');
  expect(injection.strokes).toBe(0);
  old.socket.write('12345');
  expect(await oldFar.over).toBe('ECONNRESET');
  expect(oldFar.received()).toBe('before123');
  second.socket.write('4');
  expect(await secondFar.over).toBe('ECONNRESET');
  expect(injection.strokes).toBe(2);
  const [third, thirdFar] = await pair();
  third.socket.write('12345');
  await arrived(thirdFar, '12345');
});

test('a new fault takes the place of the one before', async () => {
  const [near, far] = await pair();
  const first = proxy.inject(cutAfterBytes('request', 0));
  proxy.inject(cutAfterBytes('response', 0));
  near.socket.write('x');
  await arrived(far, 'x');
  far.socket.write('y');
  expect(await near.over).toBe('ECONNRESET');
  expect(first.strokes).toBe(0);
});

test('what is held waits in order until it is released', async () => {
  const [near, far] = await pair();
  const injection = proxy.inject(hold('request'));
  near.socket.write('1');
  await injection.struck;
  near.socket.write('2');
  // The other direction is open: this arrives after the request would have.
  far.socket.write('answer');
  await arrived(near, 'answer');
  near.socket.end('3');
  expect(far.received()).toBe('');
  injection.release();
  expect(await far.over).toBe('end');
  expect(far.received()).toBe('123');
});

test('a cut at the moment at which an end goes on is a cut all the same, and nothing stays open', async () => {
  const [near, far] = await pair();
  const injection = proxy.inject(hold('request'));
  near.socket.write('1');
  await injection.struck;
  near.socket.end();
  // The end has come as far as the proxy before this has come back.
  far.socket.write('answer');
  await arrived(near, 'answer');
  injection.release();
  proxy.cut();
  await proxy.close();
  expect(proxy.connections.map((connection) => connection.isOpen)).toEqual([false]);
  expect(await far.over).toMatch(/^(end|ECONNRESET)$/);
});

test('held in both directions, neither side hears anything, not even that the other has gone', async () => {
  const [near, far] = await pair();
  const injection = proxy.inject(hold());
  far.socket.write('1');
  await injection.struck;
  near.socket.write('2');
  near.socket.resetAndDestroy();
  // Another connection is not held: the fault has struck as often as it should.
  const [other, otherFar] = await pair();
  other.socket.write('3');
  await arrived(otherFar, '3');
  expect(far.received()).toBe('');
  expect(far.socket.readyState).toBe('open');
  injection.release();
  expect(await far.over).toBe('ECONNRESET');
});

test('a black hole for all takes new connections too', async () => {
  const injection = proxy.inject(hold(), Infinity);
  const [first, firstFar] = await pair();
  const [second, secondFar] = await pair();
  first.socket.write('1');
  await until('the first is held', () => injection.strokes === 1);
  second.socket.write('2');
  await until('the second is held', () => injection.strokes === 2);
  expect([firstFar.received(), secondFar.received()]).toEqual(['', '']);
});

test('while connections are refused those that are open go on, and the port is the same afterwards', async () => {
  const [near, far] = await pair();
  const { port } = proxy;
  proxy.refuse();
  const [error] = (await once(connect({ port, host: '127.0.0.1' }), 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
  near.socket.write('still here');
  await arrived(far, 'still here');
  await proxy.accept();
  await proxy.accept();
  expect(proxy.port).toBe(port);
  await pair();
  expect(proxy.connections).toHaveLength(2);
});

test('all is cut at once', async () => {
  const [near, far] = await pair();
  const [other] = await pair();
  proxy.cut();
  expect(await Promise.all([near.over, far.over, other.over])).toEqual(['ECONNRESET', 'ECONNRESET', 'ECONNRESET']);
});

test('a client whose server is not there is reset', async () => {
  await using nowhere = await startProxy({ target: { host: '127.0.0.1', port: await freePort() } });
  const [error] = (await once(connect({ port: nowhere.port, host: '127.0.0.1' }), 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNRESET');
});

test('a closed proxy leaves nothing open, held or not', async () => {
  const [near, far] = await pair();
  const injection = proxy.inject(hold());
  near.socket.write('1');
  await injection.struck;
  await proxy.close();
  expect(await near.over).toBe('ECONNRESET');
  expect(await far.over).toBe('ECONNRESET');
  expect(await isOpen(proxy.port)).toBe(false);
  expect(proxy.connections.map((each) => each.isOpen)).toEqual([false]);
});
