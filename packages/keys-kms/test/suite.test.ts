import { defaultSeed, keyConformance } from '@colloquy/conformance';
import { describe, test } from 'vitest';
import { endpointProviderKit } from './support/endpointProviderKit.ts';
import { kmsProviderKit } from './support/kmsProviderKit.ts';

const runner = { describe, test };
const seed = Number(process.env['COLLOQUY_SEED'] ?? defaultSeed);

keyConformance({ provider: kmsProviderKit(), runner, seed });

// Any KMS that is named, besides: see the README of this package.
const endpoint = endpointProviderKit(process.env);
if (endpoint !== undefined) keyConformance({ provider: endpoint, runner, seed, timeout: 300_000 });
