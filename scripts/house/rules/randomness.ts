import type { Context, Rule } from './nodes.ts';
import { isGlobal } from './scope.ts';

/** What of node:crypto draws random bytes. */
const draws = new Set([
  'getRandomValues',
  'randomBytes',
  'randomFill',
  'randomFillSync',
  'randomInt',
  'randomUUID',
  'webcrypto',
]);

/**
 * What core stores depends on the injected sources alone: with the same sources two runs write the same bytes, which is how
 * backends are compared.
 */
export const randomness: Rule = {
  meta: { type: 'problem', docs: { description: 'Random bytes come in through one file.' } },
  create(context: Context) {
    return {
      Identifier(node) {
        if (node.name !== 'crypto' || !isGlobal(context, node)) return;
        context.report({ node, message: 'the global crypto draws random bytes: use the injected sources' });
      },
      ImportDeclaration(node) {
        if (node.source?.value !== 'node:crypto') return;
        for (const specifier of node.specifiers ?? []) {
          const name = specifier.type === 'ImportSpecifier' ? (specifier.imported?.name ?? '') : undefined;
          if (name === undefined)
            context.report({ node: specifier, message: 'import the names of node:crypto one by one' });
          else if (draws.has(name))
            context.report({ node: specifier, message: `${name} draws random bytes: use the injected sources` });
        }
      },
    };
  },
};
