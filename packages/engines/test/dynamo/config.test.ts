import { expect, test } from 'vitest';
import { dynamoConfig } from '../../src/index.ts';

const own = { COLLOQUY_DYNAMO_ENDPOINT: 'http://127.0.0.1:8000' };
const test_ = { accessKeyId: 'test', secretAccessKey: 'test' };
const aws = {
  AWS_REGION: 'ap-south-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'token',
};

test('region and credentials are those of nobody unless the environment of AWS names some', () => {
  const plain = { endpoint: 'http://127.0.0.1:8000', region: 'eu-central-1', credentials: test_ };
  expect(dynamoConfig(own)).toEqual(plain);
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' };
  expect(dynamoConfig({ ...own, ...aws })).toEqual({ ...plain, region: 'ap-south-1', credentials });
  const { AWS_SESSION_TOKEN: _, ...lasting } = aws;
  expect(dynamoConfig({ ...own, ...lasting }).credentials).toEqual({ accessKeyId: 'id', secretAccessKey: 'secret' });
  // Half a pair is none.
  expect(dynamoConfig({ ...own, AWS_ACCESS_KEY_ID: 'id' }).credentials).toEqual(test_);
  // The same with the empty values by which shells unset.
  expect(dynamoConfig({ ...own, AWS_REGION: '', AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })).toEqual(plain);
});

test('a server that was started for the tests sees no credentials of whoever runs them', () => {
  const config = dynamoConfig({ ...own, ...aws, COLLOQUY_DYNAMO_STARTED: '1' });
  expect(config).toEqual({ endpoint: own.COLLOQUY_DYNAMO_ENDPOINT, region: 'eu-central-1', credentials: test_ });
});

test('without endpoint it says how to get one', () => {
  const words = 'COLLOQUY_DYNAMO_ENDPOINT is not set: tests that need it run in vitest';
  expect(() => dynamoConfig({})).toThrow(words);
  expect(() => dynamoConfig({ COLLOQUY_DYNAMO_ENDPOINT: '' })).toThrow(words);
});
