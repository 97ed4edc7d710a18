/** A file that was to be written cannot be: the call is right, and its folder or its disk is not. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';
}
