export { envelopeCodec, type EnvelopeCodecOptions } from './envelopeCodec.ts';
export { keyVersionOf } from './keyVersionOf.ts';
export { publicKeyOfSeed, unwrapSigningKey, wrapSigningKey, type SigningKeyRequest } from './signingKeyWrap.ts';
