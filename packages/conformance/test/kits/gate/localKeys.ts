import { fileVaultKit } from '../fileVault.ts';
import { localProviderKit } from '../localProvider.ts';

export const providerKit = localProviderKit();
export const vaultKit = fileVaultKit();
