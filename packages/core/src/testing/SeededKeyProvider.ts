import { InProcessKeyProvider } from '../keys/InProcessKeyProvider.ts';

/**
 * A key provider whose master key and salts come from bytes that a test chooses: equal bytes, equal keys. Never for real keys.
 *
 * @example
 * const provider = new SeededKeyProvider(seededSources({ seed: 1 }).randomBytes);
 */
export class SeededKeyProvider extends InProcessKeyProvider {}
