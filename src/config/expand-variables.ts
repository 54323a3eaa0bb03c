import type { KeyPath } from './parse-yaml.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Expansion {
  readonly data: unknown;
  /** Variables that are not set, with the keys that want them. */
  readonly unset: readonly { readonly path: KeyPath; readonly name: string }[];
}

const reference = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** Replaces `${NAME}` and `${NAME:-otherwise}` in every text of a config; `$${` is a plain `${`. */
export function expandVariables(data: unknown, environment: Environment): Expansion {
  const unset: { path: KeyPath; name: string }[] = [];

  function expand(value: unknown, path: KeyPath): unknown {
    if (typeof value === 'string') {
      return value.replace(reference, (whole, name: string | undefined, otherwise: string | undefined) => {
        if (name === undefined) return '${';
        const found = environment[name] ?? otherwise;
        if (found === undefined) unset.push({ path, name });
        return found ?? whole;
      });
    }
    if (Array.isArray(value)) return value.map((item, index) => expand(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, [...path, key])]));
  }

  return { data: expand(data, []), unset };
}
