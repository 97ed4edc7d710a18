export type * from './Field.ts';
export { fieldPath } from './fieldPath.ts';
export { isInstant } from './instant.ts';
export { copyJson, isJsonNumber, type JsonCopy } from './json.ts';
export { ratioUnit } from './number.ts';
export { parseFields } from './parseFields.ts';
export type { PathStep, Problem } from './Problem.ts';
