export { ColloquyError, isColloquyError, type ColloquyErrorOptions, type ErrorContext } from './ColloquyError.ts';
export { errorCodes, type ErrorCode } from './errorCodes.ts';
