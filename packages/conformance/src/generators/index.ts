export { arbitraryAnyEntity, arbitraryEntity } from './entity.ts';
export { arbitraryField, arbitraryFields } from './field.ts';
export { arbitraryIdentity } from './identity.ts';
export { arbitraryInstant } from './instant.ts';
export { arbitraryJson } from './json.ts';
export { malformedField, malformedInput, malformedValues, type Malformed, type MalformedInput } from './malformed.ts';
export { arbitraryText, arbitraryTextOf, type TextOptions } from './text.ts';
export {
  arbitraryActor,
  arbitraryDisplayId,
  arbitraryLocalId,
  arbitraryRound,
  arbitrarySeq,
  arbitrarySlug,
  arbitraryToken,
} from './token.ts';
