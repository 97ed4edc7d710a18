export { fromBase64, fromBase64url, toBase64, toBase64url } from './base64.ts';
export { canonicalJson, canonicalJsonBytes, type Json } from './canonicalJson.ts';
export { compareAscii } from './compare.ts';
export { concat, lengthPrefixed, u32, u64, utf8Bytes, utf8Length } from './encode.ts';
export { bytesEqual } from './equal.ts';
export { hkdfSha256, hmacSha256, sha256, sha256Hex, sha256OfText } from './hash.ts';
export { fromHex, toHex } from './hex.ts';
