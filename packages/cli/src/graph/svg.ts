import { ColloquyError } from '@colloquy/core';

/**
 * Draws DOT as SVG, by Graphviz in WebAssembly.
 *
 * @throws ColloquyError `driver_missing` when it is not installed
 */
export async function svg(text: string): Promise<string> {
  const { instance } = await load();
  return (await instance()).renderString(text, { format: 'svg', engine: 'dot' });
}

async function load(): Promise<typeof import('@viz-js/viz')> {
  try {
    return await import('@viz-js/viz');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    const install = 'npm install @viz-js/viz';
    throw new ColloquyError(
      'driver_missing',
      `SVG is drawn by a package that is not installed: ${install}. Mermaid and DOT need none.`,
      {
        cause: error,
        context: { install },
      },
    );
  }
}
