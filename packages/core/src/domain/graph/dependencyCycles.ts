import { compareAscii } from '../../bytes/index.ts';
import { stronglyConnected } from './stronglyConnected.ts';

/** Items that depend on each other, directly or through others. */
export interface DependencyCycle {
  /** Every item of the knot, in ASCII order: each depends on every other. */
  readonly members: readonly string[];
  /** A shortest closed way through the first member: it stands at both ends. */
  readonly path: readonly string[];
}

/**
 * The knots among the nodes that can be reached from `starts`, ordered by their first member. One answer per knot, since the
 * number of single cycles in it may be exponential.
 */
export function dependencyCycles(
  starts: Iterable<string>,
  neighbours: (id: string) => readonly string[],
): readonly DependencyCycle[] {
  const cycles: DependencyCycle[] = [];
  for (const component of stronglyConnected(starts, neighbours)) {
    const members = [...component].sort(compareAscii);
    const [first] = members;
    if (first === undefined) continue;
    if (members.length === 1 && !neighbours(first).includes(first)) continue;
    cycles.push({ members, path: closedPath(first, new Set(members), neighbours) });
  }
  return cycles.sort((a, b) => compareAscii(a.members[0] ?? '', b.members[0] ?? ''));
}

function closedPath(
  start: string,
  members: ReadonlySet<string>,
  neighbours: (id: string) => readonly string[],
): string[] {
  const cameFrom = new Map<string, string>();
  let frontier: readonly string[] = [start];
  while (frontier.length > 0) {
    const next: string[] = [];
    for (const id of frontier) {
      for (const to of neighbours(id)) {
        if (to === start) return [...wayBack(start, id, cameFrom), start];
        if (!members.has(to) || cameFrom.has(to)) continue;
        cameFrom.set(to, id);
        next.push(to);
      }
    }
    frontier = next;
  }
  return [start];
}

function wayBack(start: string, end: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [end];
  for (let at: string | undefined = end; at !== undefined && at !== start;) {
    at = cameFrom.get(at);
    if (at !== undefined) way.push(at);
  }
  return way.reverse();
}
