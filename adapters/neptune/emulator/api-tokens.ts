import type { ProductLine } from '../sample/product-line.ts';

/** Which API tokens are good, and which logins are. */
export interface ApiTokens {
  /** An API token, as a client writes it into its config: it names the address. */
  issue(url: string): string;
  /** The status that a token is refused with; undefined for a good one. */
  refusal(sent: string | readonly string[] | undefined): number | undefined;
  /** A bearer token for some time; it names who renews it. */
  login(issuer: string): string;
  isLoggedIn(authorization: string | undefined): boolean;
  /** Ends every login. */
  expire(): void;
}

/** Tokens of 3.x name the address of the API beside that of the application. */
export function openApiTokens(line: ProductLine, lifetimeMs: number): ApiTokens {
  const issued = new Set<unknown>();
  const logins = new Map<string, number>();
  return {
    issue(url) {
      const addresses = line === '2.x' ? { api_address: url } : { api_address: url, api_url: url };
      const apiToken = Buffer.from(JSON.stringify({ ...addresses, api_key: `reader-of-${line}` })).toString('base64');
      issued.add(apiToken);
      return apiToken;
    },
    refusal(sent) {
      if (issued.has(sent)) return undefined;
      const text = Buffer.from(String(sent), 'base64').toString();
      // A token of the other line is malformed in the eyes of this one.
      return text.includes('"api_key"') && text.includes('"api_url"') !== (line === '3.x') ? 400 : 401;
    },
    login(issuer) {
      const claims = { exp: (Date.now() + lifetimeMs) / 1000, azp: 'neptune-cli', iss: issuer, jti: logins.size };
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const token = `${part({ alg: 'none' })}.${part(claims)}.${part({})}`;
      logins.set(`Bearer ${token}`, Date.now() + lifetimeMs);
      return token;
    },
    isLoggedIn: (authorization) => (logins.get(authorization ?? '') ?? 0) > Date.now(),
    expire() {
      for (const login of logins.keys()) logins.set(login, 0);
    },
  };
}
