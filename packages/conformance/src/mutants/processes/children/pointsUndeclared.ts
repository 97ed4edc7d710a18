export { openStore } from '../../../processes/remoteMemory.ts';
