import { z } from 'zod';
import { parseScope, scopeForm } from '../core/access/scope-settings.ts';

const scopes = z
  .array(z.string().refine((text) => parseScope(text) !== undefined, scopeForm))
  .describe('What may be done where, such as read:prod/vision*; read:* is everything.');

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' });

/** Asymmetric ones: with a shared secret, a server that checks tokens could make them. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

const key = z.strictObject({
  id: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must hold letters, digits, . _ and - alone, up to 64')
    .describe('A name, for the log and for limits.'),
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'must be as rungraph key create prints it: sha256: and 64 hexadecimal digits')
    .describe('The SHA-256 of the key, as rungraph key create prints it. The key itself is written nowhere.'),
  scopes,
});

const issuer = z.strictObject({
  issuer: webAddress.describe('Who makes the tokens, as their claim iss says.'),
  audience: z.string().min(1).describe('Whom they are made for, as their claim aud says.'),
  jwksUrl: webAddress
    .optional()
    .describe('Where the keys of the issuer are; found by OpenID Connect Discovery, if left out.'),
  algorithms: z
    .array(z.enum(algorithms))
    .min(1)
    .default(['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'])
    .describe('How tokens may be signed.'),
  claim: z
    .string()
    .min(1)
    .default('scope')
    .describe('The claim that holds the scopes: text parted by blanks, or a list.'),
  clockSkewS: z
    .number()
    .int()
    .min(0)
    .max(300)
    .default(30)
    .describe('How far the clock of the issuer may be from that of the gateway, in seconds.'),
});

export const authSettings = z.strictObject({
  keys: z
    .array(key)
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'two keys have the same id')
    .default([])
    .describe('API keys. rungraph key create makes one.'),
  jwt: z
    .union([z.array(issuer), issuer.transform((one) => [one])])
    .refine((all) => new Set(all.map(({ issuer: name }) => name)).size === all.length, 'two entries have one issuer')
    .default([])
    .describe('Whose JSON Web Tokens are believed: one issuer, or a list.'),
  anonymous: z
    .strictObject({ scopes })
    .optional()
    .describe(
      'What callers without credentials may do. Left out: everything on loopback while there are no keys and no jwt, else nothing.',
    ),
});

export type AuthSettings = z.infer<typeof authSettings>;
