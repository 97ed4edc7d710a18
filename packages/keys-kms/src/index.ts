export { AwsKmsKeyProvider } from './AwsKmsKeyProvider.ts';
export type { AwsKmsKeyProviderOptions, KmsClientSettings } from './options.ts';
