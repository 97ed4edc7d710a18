import { expect, test } from 'vitest';
import { cutAnswer, startProxy, type Direction, type Framing, type Message } from '../../src/index.ts';
import { client, listening } from '../support/peer.ts';
import { until } from '../support/until.ts';

/** A protocol of lines: each request is one, and an answer ends with a full stop. */
const lines: Framing = () => {
  const pending: Record<Direction, string> = { request: '', response: '' };
  const exchanges: Record<Direction, number> = { request: 1, response: 1 };
  return {
    push(direction, chunk) {
      const parts = `${pending[direction]}${chunk.toString('latin1')}`.split('\n');
      pending[direction] = parts.pop() ?? '';
      return parts.map((line): Message => {
        const isLast = direction === 'response' && line.endsWith('.');
        const exchange = exchanges[direction];
        if (direction === 'request' || isLast) exchanges[direction] += 1;
        return { direction, bytes: Buffer.from(`${line}\n`), type: 'line', exchange, isLast };
      });
    },
    rest: (direction) => Buffer.from(pending[direction]),
  };
};

test('of two answers that arrive by turns one is swallowed to its end, and the other passes whole', async () => {
  await using target = await listening();
  await using proxy = await startProxy({ target: { host: '127.0.0.1', port: target.port }, framing: lines });
  const first = await client(proxy.port);
  await until('the first is there', () => target.peers.length === 1);
  const second = await client(proxy.port);
  await until('the second is there', () => target.peers.length === 2);
  const injection = proxy.inject(cutAnswer({ text: 'commit' }, 5));
  const [firstFar, secondFar] = target.peers;
  for (const peer of [first, second]) peer.socket.write('begin\ncommit\n');
  for (const peer of target.peers) await until('it is asked', () => peer.received() === 'begin\ncommit\n');
  // The answer to `begin` is another exchange; it also shows that what came before has been judged.
  firstFar?.socket.write('begun.\ncommit\n');
  await until('the first has begun', () => first.received() === 'begun.\n');
  secondFar?.socket.write('begun.\ncommit\nted.\n');
  await until('the second has all', () => second.received() === 'begun.\ncommit\nted.\n');
  expect(injection.strokes).toBe(0);
  firstFar?.socket.write('ted.\n');
  expect(await first.over).toBe('ECONNRESET');
  expect(first.received()).toBe('begun.\ncommi');
  expect(injection.strokes).toBe(1);
  second.socket.write('commit\n');
  secondFar?.socket.write('again.\n');
  await until('it has struck', () => second.received().endsWith('again.\n'));
});
