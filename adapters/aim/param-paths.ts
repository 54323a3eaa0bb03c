/** Where a param may lie in the nested dict of a run: the keys from the outermost in. */
export type ParamPath = readonly (string | number)[];

const mostPaths = 16;
const integer = /^(?:0|-?[1-9]\d{0,14})$/;

/**
 * Every place that a flattened key may come from: `a.b` is the key "b" in the dict "a", or the key "a.b" itself, and a
 * whole number is an integer or its text. Undefined where they are too many, or where a key would be empty, which the
 * server's storage does not tell from others.
 */
export function pathsOfKey(key: string): readonly ParamPath[] | undefined {
  const parts = key.split('.');
  if (parts.includes('') || parts.length > 5) return undefined;
  const paths = waysToJoin(parts).flatMap(waysToRead);
  return paths.length > mostPaths ? undefined : paths;
}

function waysToJoin([first = '', ...rest]: readonly string[]): readonly (readonly string[])[] {
  if (rest.length === 0) return [[first]];
  const [second = '', ...others] = rest;
  return [...waysToJoin(rest).map((way) => [first, ...way]), ...waysToJoin([`${first}.${second}`, ...others])];
}

function waysToRead(keys: readonly string[]): readonly ParamPath[] {
  return keys.reduce<readonly ParamPath[]>(
    (paths, key) => {
      const readings = integer.test(key) ? [key, Number(key)] : [key];
      return paths.flatMap((path) => readings.map((reading) => [...path, reading]));
    },
    [[]],
  );
}
