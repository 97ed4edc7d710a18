import { nodeIsTooOld } from './nodeVersion.ts';

// Everything else is loaded afterwards: the database driver would crash an older Node before it could say a word.
process.exitCode = nodeIsTooOld() ? 2 : await (await import('./verify/runVerify.ts')).runVerify(process.argv.slice(2));
