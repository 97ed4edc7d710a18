import type { Context, Node } from './nodes.ts';

/** True when an identifier is a reference that no declaration of the file answers. */
export function isGlobal(context: Context, node: Node): boolean {
  const reference = context.sourceCode.getScope(node).references.find(({ identifier }) => identifier === node);
  return reference !== undefined && (reference.resolved === null || reference.resolved.defs.length === 0);
}
