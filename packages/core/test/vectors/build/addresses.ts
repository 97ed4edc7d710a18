import { canonicalAddress } from '../../../src/address/index.ts';
import { sha256Hex, utf8Bytes, type Json } from '../../../src/bytes/index.ts';

const components: readonly (readonly [id: string, type: string, segments: readonly string[]])[] = [
  ['nvidia-analysis', 'perspective', ['01', '02']],
  ['nvidia-analysis', 'dialogue', ['meta']],
  ['nvidia-analysis', 'expert', ['muffin']],
  ['nvidia-analysis', 'ref', ['P0101', 'support', 'P0001']],
  ['nvidia-analysis', 'event', ['tension', 'T0001', '0001']],
  ['nvidia-analysis', 'key', ['dek', '0001']],
  ['nvidia-analysis', 'key', ['log', '0001']],
  ['a/b', 't', ['c']],
  ['a', 't', ['b/c']],
  ['a', 't', ['b#c']],
  ['a', 't', ['b', 'c']],
  ['a%2Fb', 't', ['c']],
  ['a:b', 't', ['c d', '+']],
  ['AZaz09', 't', ['._~-', "!*'()"]],
  ['caf\u00e9', '\u96ea', ['\u{1f984}', 'e\u0301']],
  ['a', 't', ['\u0000', '\u001f', '\u007f', '\u0080']],
  ['a', 't', ['__proto__', 'constructor']],
];

export function addressVectors(): Json {
  return components.map(([id, type, segments]) => {
    const address = canonicalAddress(id, type, segments);
    return { id, type, segments, address, addressHash: sha256Hex(utf8Bytes(address)) };
  });
}
