export type {
  OpenBatch,
  PayloadCodec,
  PayloadContext,
  PlainRecord,
  SealedCommit,
  SealedRecord,
  SealBatch,
  WrapRequest,
} from './PayloadCodec.ts';
