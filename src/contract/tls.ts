/** What is special about an encrypted connection, whatever is at its other end. Paths are absolute. */
export interface TlsSettings {
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly rejectUnauthorized?: boolean | undefined;
}
