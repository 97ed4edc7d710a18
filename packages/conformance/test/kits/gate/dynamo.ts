import { dynamoKit } from '../dynamo.ts';

/** On the engine that COLLOQUY_DYNAMO_ENDPOINT names. */
export const kit = dynamoKit();
