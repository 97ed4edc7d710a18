export { declarationOf, fieldsOf, findDeclaration } from './declarationOf.ts';
export { declarations } from './declarations.ts';
export type { EntityDeclaration, EntityOf, Identities, KeyScheme } from './declare.ts';
export { decodeEntity, encodeEntity, type StoredFields } from './entityCodec.ts';
export { identityOfKey, keyOfEntity, type IdentityOf } from './entityKeys.ts';
export { projectEntity, projection, type AttributeKind, type ProjectedField } from './project.ts';
export type * from './types.ts';
