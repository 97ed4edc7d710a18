import type { Entity } from '../domain/entities/types.ts';
import { entityKey } from '../domain/ids/entityKey.ts';
import { keyOfEntity } from '../domain/entities/index.ts';
import { citations } from '../domain/read/citations.ts';
import type { DialogueState } from '../domain/state/DialogueState.ts';
import type { Dangling } from './Diagnosis.ts';

/** Display ids and verdict ids that an entity names. */
function idsIn(entity: Entity): readonly (string | undefined)[] {
  switch (entity.type) {
    case 'ref':
      return [entity.sourceId, entity.targetId];
    case 'move':
      return entity.targets;
    case 'verdict':
      return entity.tensionsAccepted ?? [];
    case 'event':
      return [entity.reference, entity.resultId, ...(isItemType(entity.entityType) ? [entity.entityId] : [])];
    case 'recommendation':
      return [entity.adoptedInVerdict, ...entity.references.map(({ targetId }) => targetId)];
    case 'perspective':
    case 'tension':
    case 'evidence':
    case 'claim':
      return entity.references.map(({ targetId }) => targetId);
    default:
      return [];
  }
}

function isItemType(type: string): boolean {
  return type !== 'dialogue' && type !== 'round';
}

/** Slugs of experts that an entity names. */
function expertsIn(entity: Entity): readonly (string | undefined)[] {
  switch (entity.type) {
    case 'round':
      return entity.panel.map(({ slug }) => slug);
    case 'verdict':
      return [entity.authorExpert, ...(entity.supportingExperts ?? [])];
    case 'perspective':
    case 'tension':
    case 'recommendation':
    case 'evidence':
    case 'claim':
      return entity.contributors;
    default:
      return [];
  }
}

/** Everything in a dialogue that names what is not there, in key order: what a lost commit leaves behind. */
export function danglingIn(state: DialogueState): readonly Dangling[] {
  const found: Dangling[] = [];
  for (const [, entity] of state.entries()) {
    const key = keyOfEntity(entity);
    const ids = idsIn(entity).filter((id) => id !== undefined);
    for (const id of citations(state, ids).unknown) found.push({ key, id });
    const experts = new Set(expertsIn(entity).filter((slug) => slug !== undefined));
    for (const id of experts) if (state.get(entityKey.expert(id)) === undefined) found.push({ key, id });
  }
  return found;
}
