import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeBundle } from './bundle/makeBundle.ts';

// npm run bundle: dist/bundle/handler.mjs, with the SDK; with --runtime-sdk without it.
const { values } = parseArgs({ options: { 'runtime-sdk': { type: 'boolean', default: false } } });
const file = fileURLToPath(new URL('../dist/bundle/handler.mjs', import.meta.url));
const { bytes, gzip } = await makeBundle({ without: values['runtime-sdk'] ? 'sdk' : 'nothing', minify: true }, file);
console.log(`${file}: ${Math.ceil(bytes / 1000)} KB, ${Math.ceil(gzip / 1000)} KB with gzip`);
