export { addressHashOfKey, addressOfKey, canonicalAddress } from './canonicalAddress.ts';
export { dialogueId, isDialogueId, type DialogueId } from './DialogueId.ts';
export { isRecordKey, subkeyOf, typeOfKey, type RecordKey } from './RecordKey.ts';
