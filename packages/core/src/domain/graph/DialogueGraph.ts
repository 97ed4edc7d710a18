import { compareAscii } from '../../bytes/index.ts';
import type { Ref } from '../entities/types.ts';
import type { RefType } from '../enumerations.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { breadthFirst, type Step, type Visit } from './breadthFirst.ts';
import { dependencyCycles, type DependencyCycle } from './dependencyCycles.ts';

/** An item that a walk came to: its display id, its distance, and the `ref` of the first shortest way to it. */
export type Reached = Visit<Ref>;

export type Direction = 'outgoing' | 'incoming';

export interface ReachOptions {
  /** `outgoing` follows edges from source to target, `incoming` from target to source. */
  readonly direction: Direction;
  /** Reference types to follow; all when absent. */
  readonly types?: readonly RefType[];
}

/** What an item depends on, directly and through others. */
export interface DependencyChain {
  readonly id: string;
  /** Each item once, nearest first; `depth` 1 is a direct dependency. Never the item itself. */
  readonly dependencies: readonly Reached[];
  /** Greatest depth; 0 when the item depends on nothing. */
  readonly depth: number;
  /** Knots on the way: empty for a sound chain. */
  readonly cycles: readonly DependencyCycle[];
}

const depend: ReadonlySet<RefType> = new Set(['depend']);

/**
 * The items of a dialogue and the edges between them. Edges are the `ref` records alone: what an item says of its own origin in
 * `references` is no edge. Pure and immutable; answers have one stable order (ASCII order of ids at every step), and nothing
 * recurses, so cycles and chains of any length are fine.
 *
 * @example
 * const graph = new DialogueGraph(state);
 * graph.incoming('T0001', ['resolve']).map((ref) => ref.sourceId); // ['P0103']
 */
export class DialogueGraph {
  readonly #outgoing = new Map<string, Ref[]>();
  readonly #incoming = new Map<string, Ref[]>();
  #cycles: readonly DependencyCycle[] | undefined;

  /** Linear in the number of refs. */
  constructor(state: DialogueState) {
    // Refs come in key order: by source, type, target. So both adjacency lists are in order without sorting.
    for (const ref of state.list('ref')) {
      append(this.#outgoing, ref.sourceId, ref);
      append(this.#incoming, ref.targetId, ref);
    }
  }

  /** The edges that start at an item, by type and target; empty for an id without any. */
  outgoing(id: string, types?: readonly RefType[]): readonly Ref[] {
    return select(this.#outgoing.get(id), types);
  }

  /** The edges that end at an item, by source and type; empty for an id without any. */
  incoming(id: string, types?: readonly RefType[]): readonly Ref[] {
    return select(this.#incoming.get(id), types);
  }

  /** Every item that can be reached from this one, nearest first, each once, without the item itself. Linear. */
  reachable(id: string, options: ReachOptions): readonly Reached[] {
    const types = options.types === undefined ? undefined : new Set(options.types);
    return breadthFirst([id], (at) => this.steps(at, options.direction, types));
  }

  /** What an item depends on: the `depend` edges followed from source to target. Linear. */
  dependencyChain(id: string): DependencyChain {
    const dependencies = breadthFirst([id], (at) => this.steps(at, 'outgoing', depend));
    return {
      id,
      dependencies,
      depth: dependencies.at(-1)?.depth ?? 0,
      cycles: dependencyCycles([id], (at) => this.#dependenciesOf(at)),
    };
  }

  /** Every knot of items that depend on each other. Linear, and computed once. */
  cycles(): readonly DependencyCycle[] {
    this.#cycles ??= dependencyCycles([...this.#outgoing.keys()].sort(compareAscii), (at) => this.#dependenciesOf(at));
    return this.#cycles;
  }

  /** True when some item depends on itself, directly or through others. */
  hasCycle(): boolean {
    return this.cycles().length > 0;
  }

  /** The single steps from an item, for walks that mix directions. */
  *steps(id: string, direction: Direction, types?: ReadonlySet<RefType>): IterableIterator<Step<Ref>> {
    const refs = (direction === 'outgoing' ? this.#outgoing : this.#incoming).get(id) ?? [];
    for (const ref of refs) {
      if (types !== undefined && !types.has(ref.refType)) continue;
      yield { to: direction === 'outgoing' ? ref.targetId : ref.sourceId, via: ref };
    }
  }

  #dependenciesOf(id: string): readonly string[] {
    return this.outgoing(id, ['depend']).map((ref) => ref.targetId);
  }
}

function append(lists: Map<string, Ref[]>, id: string, ref: Ref): void {
  const list = lists.get(id);
  if (list === undefined) lists.set(id, [ref]);
  else list.push(ref);
}

function select(refs: readonly Ref[] | undefined, types: readonly RefType[] | undefined): readonly Ref[] {
  if (refs === undefined) return [];
  return types === undefined ? [...refs] : refs.filter((ref) => types.includes(ref.refType));
}
