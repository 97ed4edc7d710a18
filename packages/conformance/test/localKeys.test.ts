import { describe, test } from 'vitest';
import { keyConformance } from '../src/keyConformance.ts';
import { fileVaultKit } from './kits/fileVault.ts';
import { localProviderKit } from './kits/localProvider.ts';
import { settings } from './settings.ts';

keyConformance({ provider: localProviderKit(), vault: fileVaultKit(), runner: { describe, test }, ...settings });
