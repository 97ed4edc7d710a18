import { isColloquyError } from '../../../../src/errors/index.ts';

/** Code and context of what a call fails with. */
export async function failure(call: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  try {
    return { answered: await call };
  } catch (error) {
    if (!isColloquyError(error)) throw error;
    return { code: error.code, ...error.context };
  }
}
