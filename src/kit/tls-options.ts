import { readFileSync } from 'node:fs';
import type { TlsSettings } from '../contract/tls.ts';

/** What Node's TLS takes, read from the files that a config names. */
export function tlsOptions(tls: TlsSettings | undefined) {
  const pair = tls?.certFile === undefined ? undefined : readFileSync(tls.certFile);
  return {
    ...(tls?.caFile === undefined ? {} : { ca: readFileSync(tls.caFile) }),
    ...(pair === undefined ? {} : { cert: pair, key: pair }),
    ...(tls?.rejectUnauthorized === undefined ? {} : { rejectUnauthorized: tls.rejectUnauthorized }),
  };
}
