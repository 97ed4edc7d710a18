import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hkdfSha256, hmacSha256 } from '../../src/bytes/index.ts';

const text = new Uint8Array(Buffer.from('what is authenticated'));
const salt = new Uint8Array(16).fill(9);

// 64 bytes are a block of SHA-256: longer keys are hashed first.
test.each([0, 1, 32, 64, 65, 200])('a key of %i bytes gives the same as bytes and as an object', (length) => {
  const key = new Uint8Array(length).map((_, at) => at + 1);
  const mac = createHmac('sha256', key).update(text).digest();
  const derived = Buffer.from(hkdfSync('sha256', key, salt, text, 64));
  for (const form of [key, createSecretKey(key), key.subarray(0)]) {
    expect(Buffer.from(hmacSha256(form, text.subarray(0, 5), text.subarray(5)))).toStrictEqual(mac);
    expect(Buffer.from(hkdfSha256(form, salt, text, 64))).toStrictEqual(derived);
  }
});
