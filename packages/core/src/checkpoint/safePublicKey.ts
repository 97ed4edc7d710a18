const prime = 2n ** 255n - 19n;
const yMask = 2n ** 255n - 1n;

/** The y of the eight points whose order divides 8: of order 1 and 2, of order 4 (both), of order 8 (four, two y). */
const smallOrder: ReadonlySet<bigint> = new Set([
  1n,
  prime - 1n,
  0n,
  littleEndian('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
  littleEndian('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
]);

function littleEndian(hex: string): bigint {
  return BigInt(`0x${Buffer.from(hex, 'hex').reverse().toString('hex')}`);
}

/**
 * Whether 32 bytes can be the public key of an Ed25519 seed: a canonical encoding, and not of small order. Under a key of small order
 * anybody can make signatures that verify, without knowing a secret, and no seed gives one. RFC 8032 does not ask for the check; OpenSSL
 * 3.5 makes it when it verifies, OpenSSL 3.0 (Node 20 and 22) does not.
 */
export function isSafePublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.byteLength !== 32) return false;
  const y = littleEndian(Buffer.from(publicKey).toString('hex')) & yMask;
  return y < prime && !smallOrder.has(y);
}
