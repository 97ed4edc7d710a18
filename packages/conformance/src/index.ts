export { storeLaws } from './laws/storeLaws.ts';
