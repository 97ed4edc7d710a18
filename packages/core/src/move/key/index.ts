export { createMoverKey, openMoverKey, type CreateMoverKeyOptions } from './moverKeyFile.ts';
