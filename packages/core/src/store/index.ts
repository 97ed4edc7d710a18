export { createDialogueStore, type DialogueStoreOptions } from './createDialogueStore.ts';
export { createWithFreeId, type FreeIdStrategy } from './createWithFreeId.ts';
export type { IntegrityReason } from './integrity.ts';
