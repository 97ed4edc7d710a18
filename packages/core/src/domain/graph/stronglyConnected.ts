interface Frame {
  readonly id: string;
  readonly next: Iterator<string>;
}

/**
 * The strongly connected components of the graph that can be reached from `starts` (Tarjan 1972), iterative and linear.
 *
 * @param neighbours the targets of a node's edges
 * @returns each component with its members in the order of discovery; single nodes included
 */
export function stronglyConnected(
  starts: Iterable<string>,
  neighbours: (id: string) => Iterable<string>,
): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];
  const frames: Frame[] = [];

  const enter = (id: string): void => {
    index.set(id, index.size);
    low.set(id, index.size - 1);
    open.push(id);
    isOpen.add(id);
    frames.push({ id, next: neighbours(id)[Symbol.iterator]() });
  };
  const lower = (id: string, value: number | undefined): void => {
    const current = low.get(id);
    if (value !== undefined && (current === undefined || value < current)) low.set(id, value);
  };
  const close = (id: string): void => {
    frames.pop();
    const parent = frames.at(-1);
    if (parent !== undefined) lower(parent.id, low.get(id));
    if (low.get(id) !== index.get(id)) return;
    const component = open.splice(open.lastIndexOf(id));
    for (const member of component) isOpen.delete(member);
    components.push(component);
  };

  for (const start of starts) {
    if (index.has(start)) continue;
    enter(start);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const step = frame.next.next();
      if (step.done === true) close(frame.id);
      else if (!index.has(step.value)) enter(step.value);
      else if (isOpen.has(step.value)) lower(frame.id, index.get(step.value));
    }
  }
  return components;
}
