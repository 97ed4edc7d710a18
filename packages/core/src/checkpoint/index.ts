export { announceKey, followAnnouncement, type AnnouncedKey } from './announcement.ts';
export * from './anchor/index.ts';
export { encodeCheckpointText, originOf, parseCheckpointText, type Checkpoint } from './checkpointText.ts';
export { createCheckpoint, signCheckpoint, type SignedCheckpoint } from './createCheckpoint.ts';
export { noteSigner, type NoteSigner } from './NoteSigner.ts';
export { NoteVerifier } from './NoteVerifier.ts';
export { openCheckpoint, type NoteEvidence, type OpenedCheckpoint } from './openCheckpoint.ts';
export { openSignedNote, type OpenedNote } from './openSignedNote.ts';
export { encodeSignedNote, parseSignedNote, type NoteSignature, type SignedNote } from './signedNote.ts';
