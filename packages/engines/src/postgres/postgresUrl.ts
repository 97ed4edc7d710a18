/**
 * The server that tests use: the one that `npm test` has started, or the one that COLLOQUY_POSTGRES_URL named before.
 *
 * @throws Error when there is none: the workspace does not declare `@colloquy/engines`, so none is started for its tests
 */
export function postgresUrl(): string {
  const url = process.env['COLLOQUY_POSTGRES_URL'];
  if (url === undefined || url === '') {
    throw new Error(
      'COLLOQUY_POSTGRES_URL is not set: tests that need it run in vitest, in a workspace that declares @colloquy/engines',
    );
  }
  return url;
}
