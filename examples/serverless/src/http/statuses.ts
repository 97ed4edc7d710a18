import type { ErrorCode } from '@colloquy/core';

/**
 * The HTTP status of every code: 4xx where the caller can put it right, 503 where the same request may succeed soon, 500 where an
 * administrator has to look. Whole, as the compiler sees to.
 */
export const statuses: Readonly<Record<ErrorCode, number>> = {
  invalid_argument: 400,
  invalid_dialogue_id: 400,
  configuration_invalid: 500,
  driver_missing: 500,
  limit_exceeded: 413,
  batch_validation_failed: 422,
  dialogue_exists: 409,
  dialogue_not_found: 404,
  dialogue_id_exhausted: 409,
  // The same key for another request: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/, section 2.7.
  operation_mismatch: 422,
  revision_conflict: 503,
  outcome_unknown: 503,
  integrity_error: 500,
  wrong_key: 500,
  key_missing: 500,
  key_file_unsafe: 500,
  key_file_malformed: 500,
  store_not_set_up: 500,
  epoch_in_use: 409,
  key_erased: 410,
  // It is elsewhere: an administrator has to configure that store here.
  dialogue_moved: 500,
  // A move ends soon, at this store or back at the other.
  dialogue_moving: 503,
  store_retired: 500,
  move_refused: 409,
  move_cancelled: 409,
  vault_missing: 500,
  key_unavailable: 503,
  audit_failed: 500,
  backend_unavailable: 503,
  backend_busy: 503,
  backend_closed: 500,
  backend_error: 500,
  storage_full: 507,
  read_only: 500,
  cannot_open: 500,
  not_a_database: 500,
  database_corrupt: 500,
  foreign_database: 500,
  schema_missing: 500,
  schema_too_new: 500,
};
