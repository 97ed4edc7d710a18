import type { Context, Rule } from './nodes.ts';

/**
 * Sorting names its order. Without a comparator JavaScript orders by UTF-16 code units of the text form: numbers come out wrong, and
 * no backend agrees. By syntax alone, because the type-aware rule of oxlint lets `maybe?.sort()` pass.
 */
export const comparator: Rule = {
  meta: { type: 'problem', docs: { description: 'Sorting names its order.' } },
  create(context: Context) {
    return {
      CallExpression(node) {
        const member = node.callee;
        if (member?.type !== 'MemberExpression') return;
        const method = member.computed === true ? member.property?.value : member.property?.name;
        if (method !== 'sort' && method !== 'toSorted') return;
        const [order] = node.arguments ?? [];
        if (order !== undefined && order.name !== 'undefined') return;
        context.report({ node, message: `${method}() without a comparator: pass one, such as compareAscii` });
      },
    };
  },
};
