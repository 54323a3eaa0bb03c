/** An API key. The gateway knows its hash alone. */
export interface ApiKey {
  /** For people and the log. */
  readonly id: string;
  /** `sha256:` and 64 hexadecimal digits: the SHA-256 of the key. */
  readonly hash: string;
  readonly scopes: readonly string[];
}

/** Whose tokens are believed. */
export interface TokenIssuer {
  /** As in the claim `iss`. */
  readonly issuer: string;
  /** As in the claim `aud`, which may be a list. */
  readonly audience: string;
  /** Where its keys are; found by OpenID Connect Discovery, if left out. */
  readonly jwksUrl?: string | undefined;
  /** Asymmetric algorithms of RFC 7518 and 8037 that signatures may have. */
  readonly algorithms: readonly string[];
  /** The claim that holds the scopes: a text parted by blanks, or a list. */
  readonly claim: string;
  /** How far the issuer's clock may be from ours, in seconds. */
  readonly clockSkewS: number;
}

/** Who is let in. */
export interface AuthOptions {
  readonly keys: readonly ApiKey[];
  readonly jwt: readonly TokenIssuer[];
  /** Of callers without credentials; left out: everything on loopback while there are neither keys nor issuers. */
  readonly anonymous?: { readonly scopes: readonly string[] } | undefined;
}
