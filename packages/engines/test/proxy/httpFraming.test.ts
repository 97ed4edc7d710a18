import { expect, test } from 'vitest';
import { httpFraming, type Message } from '../../src/index.ts';

function message(...lines: readonly string[]): Buffer {
  return Buffer.from(lines.join('\r\n'));
}

const shown = ({ type, exchange, isLast }: Message): string => `${type} ${exchange}${isLast ? ' last' : ''}`;

const streams = {
  request: [
    message(
      'POST / HTTP/1.1',
      'X-Amz-Target: DynamoDB_20120810.TransactWriteItems',
      'Content-Length: 9',
      '',
      '{"a":"b"}',
    ),
    message('POST / HTTP/1.1', 'content-length:4', 'x-amz-target:PutItem', '', 'POST'),
    message('GET /a HTTP/1.1', 'host: x', '', ''),
    message('HEAD /a HTTP/1.1', '', ''),
    // A body that looks like heads, in chunks of which one has an extension, with a trailer.
    message(
      'POST / HTTP/1.1',
      'Transfer-Encoding: gzip, chunked',
      '',
      '1B;x=y',
      'GET / HTTP/1.1\r\nA: 1\r\n\r\n0\r\n',
      '3',
      'abc',
      '0',
      'T: 1',
      '',
      '',
    ),
    message('DELETE / HTTP/1.1', 'Content-Length: 0', '', ''),
  ],
  response: [
    message('HTTP/1.1 100 Continue', '', ''),
    message(
      'HTTP/1.1 200 OK',
      'content-type: application/x-amz-json-1.0',
      'Content-Length: 19',
      '',
      'HTTP/1.1 200 OK\r\n\r\n',
    ),
    message('HTTP/1.1 400 Bad Request', 'transfer-encoding: chunked', '', '0A', '0123456789', '0', '', ''),
    message('HTTP/1.1 204 No Content', '', ''),
    // To HEAD: the length of what it would have been.
    message('HTTP/1.1 200 OK', 'content-length: 1000', '', ''),
    message('HTTP/1.1 500 ', 'content-length: 0', '', ''),
    message('HTTP/1.1 304 Not Modified', 'content-length: 7', '', ''),
  ],
} as const;

const expected = {
  request: 'TransactWriteItems 1,PutItem 2,GET 3,HEAD 4,POST 5,DELETE 6',
  response: '100 1,200 1 last,400 2 last,204 3 last,200 4 last,500 5 last,304 6 last',
};

test.each([1, 2, 3, 7, 64, 100_000])('the messages are the same when they arrive in pieces of %i bytes', (size) => {
  const splitter = httpFraming();
  for (const direction of ['request', 'response'] as const) {
    const stream = Buffer.concat(streams[direction]);
    const messages: Message[] = [];
    for (let at = 0; at < stream.length; at += size) {
      messages.push(...splitter.push(direction, stream.subarray(at, at + size)));
    }
    expect(messages.map(shown).join(',')).toBe(expected[direction]);
    expect(messages.map(({ bytes }) => bytes.toString())).toEqual(streams[direction].map(String));
    expect(splitter.rest(direction)).toHaveLength(0);
  }
});

test('what has no end is the rest', () => {
  const splitter = httpFraming();
  expect(splitter.push('request', message('POST / HTTP/1.1', 'content-length: 10', '', '123'))).toEqual([]);
  expect(splitter.push('request', Buffer.from('45'))).toEqual([]);
  expect(splitter.rest('request').toString()).toMatch(/12345$/);
});

test.each([
  ['bytes of another protocol', Buffer.from([22, 3, 1, 2, 0]), /no message of HTTP\/1.1 begins with/],
  ['another version', message('GET / HTTP/1.0', ''), /no message of HTTP\/1.1 begins with "GET/],
  ['a head without end', message('GET / HTTP/1.1', `a: ${'x'.repeat(70_000)}`), /no message of HTTP\/1.1/],
  ['a chunk without size', message('POST / HTTP/1.1', 'transfer-encoding: chunked', '', 'x', ''), /no chunk of HTTP/],
])('%s is refused', (_, bytes, reason) => {
  expect(() => httpFraming().push('request', bytes)).toThrow(reason);
});

test('an answer that ends with its connection is refused', () => {
  const splitter = httpFraming();
  expect(() => splitter.push('response', message('HTTP/1.1 200 OK', '', 'abc'))).toThrow('whose length is not told');
});
