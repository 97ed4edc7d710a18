/** A node that a walk came to. */
export interface Visit<Via> {
  readonly id: string;
  /** Steps from the nearest start: 1 for a neighbour. */
  readonly depth: number;
  /** The edge of the first shortest way to this node. */
  readonly via: Via;
}

/** One step from a node. */
export interface Step<Via> {
  readonly to: string;
  readonly via: Via;
}

/**
 * Every node that can be reached from the starts, nearest first, each once; within one depth in the order in which `steps` names
 * them. The starts themselves are never listed, even when they lie on a cycle. Iterative: a chain of any length fits.
 */
export function breadthFirst<Via>(
  starts: readonly string[],
  steps: (id: string) => Iterable<Step<Via>>,
): readonly Visit<Via>[] {
  const seen = new Set(starts);
  const visits: Visit<Via>[] = [];
  let depth = 0;
  let frontier: readonly string[] = [...seen];
  while (frontier.length > 0) {
    depth += 1;
    const next: string[] = [];
    for (const id of frontier) {
      for (const { to, via } of steps(id)) {
        if (seen.has(to)) continue;
        seen.add(to);
        visits.push({ id: to, depth, via });
        next.push(to);
      }
    }
    frontier = next;
  }
  return visits;
}
