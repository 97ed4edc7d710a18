import { nodeIsTooOld } from './nodeVersion.ts';

// Everything else is loaded afterwards: the database driver would crash an older Node before it could say a word.
process.exitCode = nodeIsTooOld() ? 1 : await (await import('./demo/runDemo.ts')).runDemo(process.argv.slice(2));
