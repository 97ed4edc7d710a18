export { envelopeCodec, type EnvelopeCodecOptions } from './envelopeCodec.ts';
export { publicKeyOfSeed, unwrapSigningKey, wrapSigningKey, type SigningKeyRequest } from './signingKeyWrap.ts';
