/** What was asked for is not in what is there: the call is right, and there is nothing to show. */
export class AbsentError extends Error {
  override readonly name = 'AbsentError';
}
