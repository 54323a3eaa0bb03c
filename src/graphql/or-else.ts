/** An explicit null passes the schema's default by. */
export function orElse<T>(given: T | null, otherwise: T): T {
  return given ?? otherwise;
}
