export * from './document/index.ts';
export {
  declarations,
  decodeEntity,
  encodeEntity,
  fieldsOf,
  identityOfKey,
  keyOfEntity,
  projectEntity,
  projection,
  type AttributeKind,
  type EntityDeclaration,
  type Identities,
  type IdentityOf,
  type KeyScheme,
  type ProjectedField,
} from './entities/index.ts';
export type * from './entities/types.ts';
export * from './enumerations.ts';
export { fieldPath, isInstant, isJsonNumber, parseFields, ratioUnit, type PathStep } from './fields/index.ts';
export type * from './fields/Field.ts';
export * from './graph/index.ts';
export * from './ids/index.ts';
export {
  canTransition,
  initialStatus,
  lifecycles,
  nextStatuses,
  statusesOf,
  unresolvedTensionStatuses,
} from './lifecycle/lifecycles.ts';
export { applyPlan, planners } from './plan/index.ts';
export type * from './plan/index.ts';
export * from './read/index.ts';
export { DialogueState } from './state/DialogueState.ts';
export { Faults, faultsOf, validationCodes, type Fault, type ValidationCode } from './validation/Fault.ts';
