/** A question that must be refused with the code INVALID_QUERY. */
export class InvalidQuestion extends Error {
  override readonly name = 'InvalidQuestion';
}
