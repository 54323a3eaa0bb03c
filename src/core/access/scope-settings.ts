/** What a caller may do: `read` sees, `write` moves data in, `admin` purges and sees how the gateway does. */
export const verbs = ['read', 'write', 'admin'] as const;
export type Verb = (typeof verbs)[number];

/** One scope: an action, and the projects and sources it is allowed in. `*` in a pattern is any text, slashes too. */
export interface Grant {
  readonly verb: Verb;
  readonly source: string;
  /** Fits the name of a project or its native id. */
  readonly project: string;
}

/** Why a text is no scope, for the person who wrote it. */
export const scopeForm =
  'must be such as read:prod/vision*: read, write or admin, a source, a slash, a project; * is any text, read:* everything; a blank, a comma or a % in a name is written %20, %2C or %25';

/**
 * The grant that a scope stands for; undefined for what is none. The first slash parts source and project: no id of a
 * source holds one. Names are percent-encoded (RFC 3986), since a claim of scopes is parted by blanks.
 */
export function parseScope(text: string): Grant | undefined {
  const [, word, place = ''] = /^([a-z]+):(\S+)$/.exec(text) ?? [];
  const verb = verbs.find((known) => known === word);
  if (verb === undefined || place.includes(',')) return undefined;
  if (place === '*') return { verb, source: '*', project: '*' };
  const [, source, project] = /^([^/]+)\/(.+)$/s.exec(place) ?? [];
  const decoded = source === undefined || project === undefined ? [] : [decode(source), decode(project)];
  const [ofSource, ofProject] = decoded;
  return ofSource === undefined || ofProject === undefined ? undefined : { verb, source: ofSource, project: ofProject };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
