export type { DialogueStoreOptions, TrustedKeys } from './createContext.ts';
export { createDialogueStore } from './createDialogueStore.ts';
export { createWithFreeId, type FreeIdStrategy } from './createWithFreeId.ts';
export type { IntegrityReason } from './integrity.ts';
