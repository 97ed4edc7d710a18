import type { EntityTypes } from '../entities/types.ts';
import { parseDisplayId } from '../ids/displayId.ts';
import { entityKey, type EntityKey } from '../ids/entityKey.ts';
import { isItemType } from './format.ts';
import type { DocumentType } from './tables.ts';

/** What is known of an entity's identity: fields that could not be read are absent. */
export interface Named {
  readonly id?: string;
  readonly round?: number;
  readonly expert?: string;
  readonly seq?: number;
}

/** The key of an entity in a document; undefined when its identity is not readable or not one of its type. */
export function identityKey<T extends DocumentType>(type: T, named: Named): EntityKey<T> | undefined;
export function identityKey(type: DocumentType, { id, round, expert, seq }: Named): EntityKey | undefined {
  if (isItemType(type)) return itemKey(type, id);
  switch (type) {
    case 'dialogue':
      return entityKey.dialogue();
    case 'expert':
      return id === undefined ? undefined : entityKey.expert(id);
    case 'verdict':
      return id === undefined ? undefined : entityKey.verdict(id);
    case 'round':
      return round === undefined ? undefined : entityKey.round(round);
    case 'content':
      return round === undefined || expert === undefined ? undefined : entityKey.content(round, expert);
    case 'move':
      return round === undefined || expert === undefined || seq === undefined
        ? undefined
        : entityKey.move(round, expert, seq);
  }
}

function itemKey(type: EntityTypes['ref']['sourceType'], id: string | undefined): EntityKey | undefined {
  const item = id === undefined ? undefined : parseDisplayId(id);
  return item?.type === type ? entityKey.item(type, item.round, item.seq) : undefined;
}
