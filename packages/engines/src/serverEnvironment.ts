/**
 * The environment of servers and of initdb: nothing of PG*, AWS_*, of locales or of the time zone comes from whoever runs the tests. What
 * the system needs to find its libraries does.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH, SystemRoot, TEMP } = process.env;
  const kept = Object.entries({ PATH, LD_LIBRARY_PATH, SystemRoot, TEMP }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}
