import type { EntityType, ItemType, LifecycleType } from '../enumerations.ts';
import type { declarations } from './declarations.ts';
import type { EntityOf } from './declare.ts';

/** The entity types by name. Their fields follow from `declarations`. */
export type EntityTypes = { [T in EntityType]: EntityOf<(typeof declarations)[T]> };

export interface Dialogue extends Readonly<EntityTypesOf<'dialogue'>> {}
export interface Expert extends Readonly<EntityTypesOf<'expert'>> {}
export interface Content extends Readonly<EntityTypesOf<'content'>> {}
export interface Round extends Readonly<EntityTypesOf<'round'>> {}
export interface Verdict extends Readonly<EntityTypesOf<'verdict'>> {}
export interface Perspective extends Readonly<EntityTypesOf<'perspective'>> {}
export interface Tension extends Readonly<EntityTypesOf<'tension'>> {}
export interface Recommendation extends Readonly<EntityTypesOf<'recommendation'>> {}
export interface Evidence extends Readonly<EntityTypesOf<'evidence'>> {}
export interface Claim extends Readonly<EntityTypesOf<'claim'>> {}
export interface Move extends Readonly<EntityTypesOf<'move'>> {}
export interface Ref extends Readonly<EntityTypesOf<'ref'>> {}
export interface Event extends Readonly<EntityTypesOf<'event'>> {}

type EntityTypesOf<T extends EntityType> = EntityTypes[T];

/** Any entity, told apart by `type`. */
export type Entity = EntityTypes[EntityType];

/** The five types with display ids. */
export type Item = EntityTypes[ItemType];

/** The types whose status follows a lifecycle. */
export type LifecycleEntity = EntityTypes[LifecycleType];
