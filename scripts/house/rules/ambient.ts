import type { Context, Node, Rule } from './nodes.ts';
import { isGlobal } from './scope.ts';

/** Parents under which a name is a type, not a value. */
const typePositions = new Set(['TSTypeReference', 'TSTypeQuery', 'TSQualifiedName', 'TSInterfaceHeritage']);

function propertyOf(member: Node): string | undefined {
  if (member.computed !== true) return member.property?.name;
  return typeof member.property?.value === 'string' ? member.property.value : undefined;
}

/** `Date` only as a type, in `instanceof`, in `new Date(time)`, or for a property other than `now`. */
function judgeDate(node: Node): string | undefined {
  const parent = node.parent;
  if (parent === null || typePositions.has(parent.type)) return undefined;
  if (parent.type === 'NewExpression' && parent.callee === node) {
    return parent.arguments?.length === 0 ? 'new Date() reads the clock' : undefined;
  }
  if (parent.type === 'BinaryExpression' && parent.operator === 'instanceof' && parent.right === node) return undefined;
  return judgeMember(node, 'Date', 'now');
}

/** `name` only as the object of a member access, and not of `forbidden`. */
function judgeMember(node: Node, name: string, forbidden: string): string | undefined {
  const parent = node.parent;
  if (typePositions.has(parent?.type ?? '')) return undefined;
  const property = parent?.type === 'MemberExpression' && parent.object === node ? propertyOf(parent) : undefined;
  if (property === undefined) return `${name} is passed on, and ${name}.${forbidden} with it`;
  return property === forbidden ? `${name}.${forbidden} is taken from outside the call` : undefined;
}

function judgeGlobal(node: Node): string | undefined {
  switch (node.name) {
    case 'Date':
      return judgeDate(node);
    case 'Math':
      return judgeMember(node, 'Math', 'random');
    case 'globalThis': {
      const parent = node.parent;
      const property = parent?.type === 'MemberExpression' && parent.object === node ? propertyOf(parent) : undefined;
      const hides = property === undefined || ['Date', 'Math'].includes(property);
      return hides && !typePositions.has(parent?.type ?? '') ? 'globalThis reaches Date and Math' : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * Time and chance come in through one file (packages/core/src/sources.ts), so that a test can replace them and a run can be
 * repeated from its seed.
 */
export const ambient: Rule = {
  meta: { type: 'problem', docs: { description: 'Time and randomness come in through one file.' } },
  create(context: Context) {
    return {
      Identifier(node) {
        const message = judgeGlobal(node);
        if (message !== undefined && isGlobal(context, node)) {
          context.report({ node, message: `${message}: use the injected sources` });
        }
      },
    };
  },
};
