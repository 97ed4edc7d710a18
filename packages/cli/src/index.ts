export { columns, facts, heading, paragraph, table } from './render/blocks.ts';
export { layoutOf, paint, type Layout } from './render/Layout.ts';
export { printable } from './render/printable.ts';
export { safeJson } from './render/safeJson.ts';
export { processTerminal, type Terminal } from './render/Terminal.ts';
export { dialogueLines } from './report/dialogue.ts';
export { failureLines, misuseLines, type Advice, type FailureOptions } from './report/failure.ts';
export { findingLines, type Told } from './report/findings.ts';
export { verificationLines, verifyOne, type DialogueVerification } from './report/verification.ts';
