import { expect, test } from 'vitest';
import { postgresFraming, type Message } from '../../src/index.ts';

/** A message: its type, and a body. */
function typed(type: string, body = ''): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}

function untyped(code: number, body = ''): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.writeUInt32BE(code, 4);
  return Buffer.concat([head, Buffer.from(body)]);
}

const shown = ({ type, exchange, isLast }: Message): string => `${type} ${exchange}${isLast ? ' last' : ''}`;

const requests = Buffer.concat([
  untyped(80_877_103),
  untyped(196_608, 'user\0postgres\0\0'),
  typed('p', 'secret\0'),
  typed('Q', 'COPY t FROM STDIN\0'),
  typed('d', '1\n'),
  typed('c'),
  typed('P', 'x'.repeat(300)),
  typed('B'),
  typed('E'),
  typed('S'),
  typed('X'),
]);

const responses = Buffer.concat([
  Buffer.from('N'),
  typed('R', '\0\0\0\0'),
  typed('S', 'a\0b\0'),
  typed('Z', 'I'),
  typed('G'),
  typed('C', 'COPY 1\0'),
  typed('Z', 'I'),
  typed('1'),
  typed('2'),
  typed('C', 'SELECT 0\0'),
  typed('Z', 'I'),
  typed('A', 'late'),
]);

const expected = {
  request: 'encryption 0,startup 0,p 0,Q 1,d 1,c 1,P 2,B 2,E 2,S 2,X 3',
  response: 'not encrypted 0,R 0,S 0,Z 0 last,G 1,C 1,Z 1 last,1 2,2 2,C 2,Z 2 last,A 3',
};

test.each([1, 2, 3, 7, 64, 100_000])('the messages are the same when they arrive in pieces of %i bytes', (size) => {
  const splitter = postgresFraming();
  for (const [direction, stream] of [
    ['request', requests],
    ['response', responses],
  ] as const) {
    const messages: Message[] = [];
    for (let at = 0; at < stream.length; at += size) {
      messages.push(...splitter.push(direction, stream.subarray(at, at + size)));
    }
    expect(messages.map(shown).join(',')).toBe(expected[direction]);
    expect(Buffer.concat(messages.map(({ bytes }) => bytes)).equals(stream)).toBe(true);
    expect(splitter.rest(direction)).toHaveLength(0);
  }
});

test('what has no end is the rest', () => {
  const splitter = postgresFraming();
  expect(splitter.push('request', untyped(80_877_102, '12345678').subarray(0, 9))).toEqual([]);
  expect(splitter.push('request', Buffer.from([1, 2]))).toEqual([]);
  expect(splitter.rest('request')).toHaveLength(11);
});

test.each([
  ['a length that does not count itself', typed('Z').fill(0, 1)],
  ['a length above 1 GiB', Buffer.concat([typed('Q').fill(0x7f, 1), Buffer.alloc(10)])],
])('%s is no message', (_, bytes) => {
  expect(() => postgresFraming().push('response', bytes)).toThrow(/no message of PostgreSQL has a length of/);
});

test('a server that agrees to encrypt cannot be read', () => {
  const splitter = postgresFraming();
  splitter.push('request', untyped(80_877_103));
  expect(() => splitter.push('response', Buffer.from('S'))).toThrow('agreed to encrypt');
});
