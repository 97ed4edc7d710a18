import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from '@typescript/typescript6';

/**
 * How traits are compiled. The project's own tsconfig is not read: it could be made to say less than the strict compiler does, and the
 * same trait must be judged the same way at both ends of a change.
 */
export function optionsFor(root: string): ts.CompilerOptions {
  const hasNode = existsSync(join(root, 'node_modules/@types/node/package.json'));
  return {
    target: ts.ScriptTarget.ESNext,
    // Without the types of Node, AbortSignal and its like are those of the browser.
    lib: hasNode ? ['lib.esnext.d.ts'] : ['lib.esnext.d.ts', 'lib.dom.d.ts'],
    types: hasNode ? ['node'] : [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    strict: true,
    resolveJsonModule: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
  };
}
