import { GraphQLError } from 'graphql';
import { isRungraphError } from '../contract/error.ts';

/**
 * Equal errors of many places become one, at the first of them, with `extensions.paths` that names all: three thousand
 * series of a source that is late are missing for one reason. A router that asks for entities reads the path of each
 * error alone: theirs stay apart.
 */
export function foldErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const groups = new Map<string, GraphQLError[]>();
  for (const error of errors) {
    const key = keyOf(error);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [error]);
    else group.push(error);
  }
  return [...groups.values()].flatMap((group) => group.slice(0, 1).map((first) => fold(first, group)));
}

function keyOf({ message, originalError, path }: GraphQLError): string {
  const coded = isRungraphError(originalError) ? originalError : undefined;
  const place = path?.[0] === '_entities' ? path : path !== undefined;
  return JSON.stringify([place, coded?.code, coded?.source, coded?.index, message]);
}

function fold(first: GraphQLError, group: readonly GraphQLError[]): GraphQLError {
  if (group.length === 1 || first.path === undefined) return first;
  const { path, originalError, locations } = first;
  const extensions = { ...first.extensions, paths: group.map((error) => error.path) };
  return Object.assign(new GraphQLError(first.message, { path, originalError, extensions }), { locations });
}
