export type { Anchor } from './Anchor.ts';
export { anchorCheckpoint, type AnchoredCheckpoint, type AnchorOptions } from './anchorCheckpoint.ts';
export { callbackAnchor, type CallbackAnchorOptions } from './callbackAnchor.ts';
export { FileAnchor, type FileAnchorOptions } from './FileAnchor.ts';
