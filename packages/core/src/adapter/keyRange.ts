/** Above every character of a key, `~` (0x7e) being the greatest; so `prefix + afterAll` is above every key with the prefix. */
const afterAll = '\x7f';

/**
 * The half-open range, in the order of bytes, of the keys that start with `prefix`.
 *
 * @example
 * const [from, below] = keyRange('tension#01#');
 */
export function keyRange(prefix: string): readonly [from: string, below: string] {
  return [prefix, prefix + afterAll];
}
