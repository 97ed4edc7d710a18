import type { RecordKey } from '../../address/RecordKey.ts';
import { identityOfKey } from '../entities/entityKeys.ts';
import type { Dialogue, Entity, EntityTypes } from '../entities/types.ts';
import { initialStatus } from '../lifecycle/lifecycles.ts';
import type { EntityType } from '../enumerations.ts';
import { entityKey, type EntityKey } from '../ids/entityKey.ts';
import { Staging } from '../plan/staging/Staging.ts';
import { DialogueState } from '../state/DialogueState.ts';
import { Faults, type Fault } from '../validation/Fault.ts';

/** An entity and where it stands in the document. */
export interface Row<T extends EntityType = EntityType> {
  readonly entity: EntityTypes[T];
  readonly path: string;
}

/** A document as far as it could be read: its entities, where they stand, and every fault. */
export class Draft {
  readonly faults = new Faults();
  readonly #rows = new Map<RecordKey, Row>();
  readonly #byType = new Map<EntityType, Row[]>();
  readonly #announced = new Set<EntityKey>();
  readonly #unsound = new Set<EntityType>();
  readonly #spoilt = new Set<string>();

  /** Adds an entity. A second one of the same identity is a fault, and the first one counts. */
  add<T extends EntityType>(type: T, key: EntityKey<T>, fields: object, path: string): void {
    const earlier = this.#rows.get(key);
    if (earlier !== undefined) {
      this.fault({
        code: 'duplicate_entity',
        message: `This stands in the document already, at ${earlier.path}.`,
        field: path,
        suggestion: 'Leave it out, or correct its identity.',
      });
      return;
    }
    // Type, identity and the fields of the type are what an entity is made of.
    const entity = { type, ...identityOfKey(type, key), ...fields } as unknown as EntityTypes[T];
    const row = { entity, path };
    this.#rows.set(key, row);
    const rows = this.#byType.get(type);
    if (rows === undefined) this.#byType.set(type, [row]);
    else rows.push(row);
  }

  /**
   * Says that an entity of a type is faulty, so that nobody reports what only follows from that: the entity itself as missing, or
   * totals over the type as wrong.
   *
   * @param key absent when not even its identity can be read
   */
  announce(type: EntityType, key: EntityKey | undefined): void {
    this.#unsound.add(type);
    if (key !== undefined) this.#announced.add(key);
  }

  /** Says that the events or the edges of an entity could not all be read, so that nobody draws conclusions from the rest. */
  spoil(list: 'event' | 'ref', ownerId: string | undefined): void {
    if (ownerId !== undefined) this.#spoilt.add(`${list}#${ownerId}`);
  }

  /** True when all events or edges of an entity could be read. */
  isWhole(list: 'event' | 'ref', ownerId: string): boolean {
    return !this.#spoilt.has(`${list}#${ownerId}`);
  }

  /** True when every entity of a type could be read. */
  isSound(type: EntityType): boolean {
    return !this.#unsound.has(type);
  }

  /** The entities of a type in the order of the document. */
  rows<T extends EntityType>(type: T): readonly Row<T>[] {
    // Only entities of the type were added under it.
    return (this.#byType.get(type) ?? []) as unknown as readonly Row<T>[];
  }

  fault(fault: Fault): void {
    this.faults.add(fault);
  }

  /** Every entity with its key. */
  *entries(): IterableIterator<readonly [RecordKey, Entity]> {
    for (const [key, { entity }] of this.#rows) yield [key, entity];
  }

  /** The document as planners see a dialogue, so that its content is judged by the same checks as a write. */
  staging(): Staging {
    const staging = new Staging(new DialogueState(this.entries()), '');
    for (const key of this.#announced) staging.announce(key);
    const root = entityKey.dialogue();
    // Checks may ask the root how many rounds there are; without a readable root the document still has its rounds.
    if (staging.get(root) === undefined) staging.put(root, standIn(this.rows('round').length));
    return staging;
  }
}

function standIn(totalRounds: number): Dialogue {
  return {
    type: 'dialogue',
    id: 'meta',
    status: initialStatus.dialogue,
    createdAt: '',
    totalRounds,
    totalAlignment: 0,
    calibrated: false,
    title: '',
    eventCount: 1,
  };
}
