import { keyOfEntity } from '../../../../src/domain/entities/entityKeys.ts';
import type {
  Dialogue,
  Entity,
  EntityTypes,
  Event,
  Expert,
  Item,
  LifecycleEntity,
  Round,
  Verdict,
} from '../../../../src/domain/entities/types.ts';
import type { EventType, ItemType, MoveType, RefType } from '../../../../src/domain/enumerations.ts';
import { displayId, parseDisplayId } from '../../../../src/domain/ids/displayId.ts';
import { entityKey, fourDigits, twoDigits } from '../../../../src/domain/ids/entityKey.ts';
import { initialStatus } from '../../../../src/domain/lifecycle/lifecycles.ts';
import { DialogueState } from '../../../../src/domain/state/DialogueState.ts';
import type { RecordKey } from '../../../../src/address/RecordKey.ts';

export interface Occasion {
  readonly round?: number;
  readonly actors?: readonly string[];
  readonly reason?: string;
  readonly reference?: string;
}

/** Builds valid states without the planners: every method keeps counters, totals and events right. */
export class DialogueBuilder {
  readonly #entities = new Map<RecordKey, Entity>();
  #time = '2026-02-06T18:39:00.000Z';

  constructor(dialogue: Partial<Dialogue> = {}) {
    this.#begin({
      type: 'dialogue',
      id: 'meta',
      status: 'open',
      createdAt: this.#time,
      totalRounds: 0,
      totalAlignment: 0,
      calibrated: false,
      title: 'Storage',
      eventCount: 1,
      ...dialogue,
    });
  }

  /** Everything from now on is created at this instant. */
  at(time: string): this {
    this.#time = time;
    return this;
  }

  expert(slug: string, fields: Partial<Expert> = {}): this {
    return this.#put({
      type: 'expert',
      id: slug,
      tier: 'Core',
      source: 'pool',
      totalScore: 0,
      createdAt: this.#time,
      role: `role of ${slug}`,
      scores: {},
      ...fields,
    });
  }

  score(slug: string, round: number, score: number): this {
    const expert = this.#expert(slug);
    const scores: Record<string, number> = { ...expert.scores, [round]: score };
    return this.#put({ ...expert, scores, totalScore: Object.values(scores).reduce((sum, value) => sum + value, 0) });
  }

  /** The next round. `figures`: wisdom, consistency, truth, relationships. `metrics`: open, new, signals, panel size. */
  round(
    panel: readonly string[] = [],
    figures?: readonly [number, number, number, number],
    metrics?: readonly [number, number, number, number],
    fields: Partial<Round> = {},
  ): this {
    const root = this.root;
    const round = root.totalRounds;
    for (const slug of panel) {
      const expert = this.#expert(slug);
      if (expert.firstRound === undefined) this.#put({ ...expert, firstRound: round });
    }
    const [wisdom = 0, consistency = 0, truth = 0, relationships = 0] = figures ?? [];
    const score = wisdom + consistency + truth + relationships;
    const [openTensions = 0, newPerspectives = 0, convergeSignals = 0, panelSize = 0] = metrics ?? [];
    this.#begin({
      type: 'round',
      id: twoDigits(round),
      round,
      status: 'open',
      createdAt: this.#time,
      panel: panel.map((slug) => ({ slug, source: this.#expert(slug).firstRound === round ? 'pool' : 'retained' })),
      eventCount: 1,
      ...(figures === undefined ? {} : { score, wisdom, consistency, truth, relationships }),
      ...(metrics === undefined ? {} : { openTensions, newPerspectives, convergeSignals, panelSize }),
      ...fields,
    });
    return this.#put({
      ...root,
      totalRounds: round + 1,
      totalAlignment: root.totalAlignment + (figures === undefined ? 0 : score),
    });
  }

  /** An item with the next free number; answers its id. */
  item(
    type: ItemType,
    round: number,
    fields: { contributors?: readonly string[]; label?: string; content?: string } = {},
  ): string {
    let seq = 1;
    while (this.#entities.has(entityKey.item(type, round, seq))) seq += 1;
    const id = displayId(type, round, seq);
    const { contributors = ['muffin'], label = `label of ${id}`, content = `content of ${id}` } = fields;
    const text = type === 'tension' ? { description: content } : { content };
    const item = {
      type,
      id,
      round,
      seq,
      status: initialStatus[type],
      createdAt: this.#time,
      label,
      ...text,
      contributors,
      references: [],
      eventCount: 1,
    };
    this.#begin(item as unknown as Item);
    return id;
  }

  /** An edge that the source was registered with. */
  reference(sourceId: string, refType: RefType, targetId: string): this {
    const item = this.get(sourceId);
    this.#put({ ...item, references: [...item.references, { refType, targetId }] });
    return this.ref(sourceId, refType, targetId, item.createdAt);
  }

  ref(sourceId: string, refType: RefType, targetId: string, createdAt: string = this.#time): this {
    return this.#put({
      type: 'ref',
      id: `${sourceId}#${refType}#${targetId}`,
      sourceId,
      targetId,
      refType,
      sourceType: typeOf(sourceId),
      targetType: typeOf(targetId),
      createdAt,
    });
  }

  /** An event that changes the status of an item, or only remarks on it. */
  event(id: string, eventType: EventType, occasion: Occasion = {}, adoptedInVerdict?: string): this {
    const item = this.get(id);
    const repeated = eventType === 'commented' || (eventType === 'resolved' && item.status === 'resolved');
    const next = repeated ? item : ({ ...item, status: eventType } as Item);
    return this.#happen(
      adoptedInVerdict === undefined ? next : ({ ...next, adoptedInVerdict } as Item),
      eventType,
      item.round,
      occasion,
    );
  }

  roundStatus(round: number, status: Round['status']): this {
    const entity = this.#entities.get(entityKey.round(round)) as Round;
    const completed = status === 'completed' ? { completedAt: this.#time } : {};
    return this.#happen({ ...entity, ...completed, status }, status, round, {});
  }

  dialogueStatus(status: Dialogue['status']): this {
    const converged = status === 'converged' ? { convergedAt: this.#time } : {};
    const { root } = this;
    return this.#happen({ ...root, ...converged, status }, status, Math.max(0, root.totalRounds - 1), {});
  }

  move(
    round: number,
    expert: string,
    moveType: Exclude<MoveType, 'converge'>,
    targets: readonly string[] = [],
    context?: string,
  ): this {
    let seq = 1;
    while (this.#entities.has(entityKey.move(round, expert, seq))) seq += 1;
    return this.#move(round, expert, seq, moveType, targets, context);
  }

  signal(round: number, expert: string): this {
    return this.#move(round, expert, signalSeq, 'converge', []);
  }

  content(round: number, expert: string, content = 'raw'): this {
    const id = `${twoDigits(round)}#${expert}`;
    return this.#put({ type: 'content', id, round, expert, createdAt: this.#time, content });
  }

  verdict(id: string, round: number, fields: Partial<Verdict> = {}): this {
    return this.#put({
      type: 'verdict',
      id,
      verdictType: id === 'final' ? 'final' : 'interim',
      round,
      createdAt: this.#time,
      recommendation: `recommendation of ${id}`,
      description: `description of ${id}`,
      ...fields,
    });
  }

  get root(): Dialogue {
    return this.#entities.get(entityKey.dialogue()) as Dialogue;
  }

  get(id: string): Item {
    const parsed = parseDisplayId(id);
    if (parsed === undefined) throw new Error(`no display id: ${id}`);
    const item = this.#entities.get(entityKey.item(parsed.type, parsed.round, parsed.seq));
    if (item === undefined) throw new Error(`no item ${id}`);
    return item as Item;
  }

  state(): DialogueState {
    return new DialogueState(this.#entities);
  }

  #move(
    round: number,
    expert: string,
    seq: number,
    moveType: MoveType,
    targets: readonly string[],
    context?: string,
  ): this {
    const id = `${twoDigits(round)}#${expert}#${twoDigits(seq)}`;
    const given = context === undefined ? {} : { context };
    return this.#put({ type: 'move', id, round, expert, seq, moveType, createdAt: this.#time, targets, ...given });
  }

  #expert(slug: string): Expert {
    const expert = this.#entities.get(entityKey.expert(slug));
    if (expert === undefined) throw new Error(`no expert ${slug}`);
    return expert as Expert;
  }

  #begin(entity: LifecycleEntity): void {
    this.#put(entity);
    const items: readonly string[] = 'contributors' in entity ? entity.contributors : ['judge'];
    const round = 'round' in entity ? entity.round : 0;
    this.#put(eventOf(entity, 1, 'created', round, items, this.#time, {}));
  }

  #happen(entity: LifecycleEntity, eventType: EventType, round: number, occasion: Occasion): this {
    const seq = entity.eventCount + 1;
    this.#put({ ...entity, eventCount: seq });
    const actors = occasion.actors ?? ['judge'];
    return this.#put(eventOf(entity, seq, eventType, occasion.round ?? round, actors, this.#time, occasion));
  }

  #put(entity: Entity): this {
    this.#entities.set(keyOfEntity(entity), entity);
    return this;
  }
}

/** The number under which convergence is signalled. */
export const signalSeq = 0;

function eventOf(
  subject: LifecycleEntity,
  seq: number,
  eventType: EventType,
  eventRound: number,
  actors: readonly string[],
  createdAt: string,
  { reason, reference }: Occasion,
): Event {
  return {
    type: 'event',
    id: `${subject.type}#${subject.id}#${fourDigits(seq)}`,
    entityType: subject.type,
    entityId: subject.id,
    seq,
    eventType,
    eventRound,
    createdAt,
    actors,
    ...(reason === undefined ? {} : { reason }),
    ...(reference === undefined ? {} : { reference }),
  };
}

function typeOf(id: string): EntityTypes['ref']['sourceType'] {
  const parsed = parseDisplayId(id);
  if (parsed === undefined) throw new Error(`no display id: ${id}`);
  return parsed.type;
}
