import { kmsProviderKit } from './kmsProviderKit.ts';

/** For the command `colloquy-conformance`: starts its own server for each fixture. */
export const providerKit = kmsProviderKit();
