import ts from '@typescript/typescript6';

/** What an expression is that cannot be read without running it. */
export function describe(node: ts.Expression): string {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return 'a call must be run';
  if (ts.isTemplateExpression(node)) return 'a template with values in it must be run';
  if (ts.isConditionalExpression(node)) return 'a choice must be run';
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return 'a part of something must be looked up';
  if (ts.isFunctionLike(node)) return 'a function must be run';
  if (ts.isOmittedExpression(node)) return 'a hole is no value';
  if (ts.isSpreadElement(node)) return 'a spread belongs into a list or an object';
  return 'this expression must be run';
}
