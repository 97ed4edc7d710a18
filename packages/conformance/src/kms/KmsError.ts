/** An answer that refuses: what KMS sends with a status of 400 or 500 and `__type` in its body. */
export class KmsError extends Error {
  override readonly name: string;
  readonly status: number;

  /** @param name - as AWS documents it: `DisabledException` */
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** The refusals of more than one operation, by the names that AWS documents. */
export const refuse = {
  accessDenied: (principal: string, operation: string, arn: string): KmsError =>
    new KmsError(
      'AccessDeniedException',
      `User: ${principal} is not authorized to perform: kms:${operation} on resource: ${arn}`,
    ),
  disabled: (arn: string): KmsError => new KmsError('DisabledException', `${arn} is disabled.`),
  invalidCiphertext: (): KmsError => new KmsError('InvalidCiphertextException', ''),
  incorrectKey: (): KmsError =>
    new KmsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    ),
  notFound: (what: string): KmsError => new KmsError('NotFoundException', `Key '${what}' does not exist`),
  pendingDeletion: (arn: string): KmsError => new KmsError('KMSInvalidStateException', `${arn} is pending deletion.`),
  throttled: (): KmsError =>
    new KmsError('ThrottlingException', 'You have exceeded the rate at which you may call KMS. Reduce the frequency.'),
  validation: (message: string): KmsError => new KmsError('ValidationException', message),
} as const;
