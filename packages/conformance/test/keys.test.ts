import { describe, test } from 'vitest';
import { keyConformance } from '../src/keyConformance.ts';
import { ephemeralProviderKit } from '../src/memory/ephemeralProviderKit.ts';
import { memoryVaultKit } from '../src/memory/memoryVaultKit.ts';
import { remoteProviderKit } from '../src/memory/remoteProviderKit.ts';
import { settings } from './settings.ts';

const runner = { describe, test };

keyConformance({ provider: ephemeralProviderKit(), vault: memoryVaultKit(), runner, ...settings });
keyConformance({ provider: remoteProviderKit(), runner, ...settings });
