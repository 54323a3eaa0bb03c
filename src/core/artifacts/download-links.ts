import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { RungraphError } from '../../contract/error.ts';

/** How long a link serves. */
const lifetimeMs = 15 * 60_000;

export interface LinkSettings {
  /** Shared by replicas, so that each accepts the links of the others; one of this process alone without it. */
  readonly signingKey?: string | undefined;
  /** Where clients reach the gateway; told later by the server that listens, where it is left out. */
  readonly publicUrl?: string | undefined;
  readonly now?: () => number;
}

/** Addresses of files below this gateway that serve for a short time without credentials. */
export interface DownloadLinks {
  /** The base of links, for a gateway whose config names none. */
  serveAt(url: string): void;
  /** @throws UNSUPPORTED while nobody serves this gateway over HTTP. */
  urlOf(artifactId: string, path: string): string;
  /** @throws UNAUTHENTICATED without a signature; FORBIDDEN for one that is altered, of another file, or over. */
  check(artifactId: string, path: string, signature: Signature): void;
}

/** As in the query of a link. */
export interface Signature {
  /** Seconds since the epoch. */
  readonly expires: unknown;
  readonly signature: unknown;
}

export function openDownloadLinks({ signingKey, publicUrl, now = Date.now }: LinkSettings = {}): DownloadLinks {
  const key = signingKey ?? randomBytes(32);
  let base = publicUrl?.replace(/\/+$/, '');

  /** Each part ends in a character that the next cannot begin before: ids and numbers hold no line break. */
  function sign(artifactId: string, path: string, expires: string): Buffer {
    return createHmac('sha256', key).update(`rungraph-download-1\n${expires}\n${artifactId}\n${path}`).digest();
  }

  return {
    serveAt(url) {
      base ??= url;
    },

    urlOf(artifactId, path) {
      if (base === undefined) {
        throw new RungraphError('UNSUPPORTED', 'Files are downloaded from a gateway that is served: rungraph serve.');
      }
      const expires = String(Math.ceil((now() + lifetimeMs) / 1000));
      const signature = sign(artifactId, path, expires).toString('base64url');
      const place = path.split('/').map(encodeURIComponent).join('/');
      return `${base}/artifacts/${encodeURIComponent(artifactId)}/${place}?expires=${expires}&signature=${signature}`;
    },

    check(artifactId, path, { expires, signature }) {
      if (typeof expires !== 'string' || typeof signature !== 'string') {
        throw new RungraphError('UNAUTHENTICATED', 'The address is not signed; ask for downloadUrl of the file.');
      }
      const sent = Buffer.from(signature, 'base64url');
      const right = sign(artifactId, path, expires);
      if (sent.length !== right.length || !timingSafeEqual(sent, right) || !/^\d{1,12}$/.test(expires)) {
        throw new RungraphError(
          'FORBIDDEN',
          'The signature does not belong to this address; ask for downloadUrl anew.',
        );
      }
      if (Number(expires) * 1000 < now()) {
        throw new RungraphError('FORBIDDEN', 'The address has expired; ask for downloadUrl anew.');
      }
    },
  };
}
