import { Kind, parse, type ObjectValueNode } from 'graphql';
import type { ReceivedDocument } from '../../../adapters/wandb/emulator/start.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';

type Received = Pick<ReceivedDocument, 'method' | 'path' | 'query' | 'variables' | 'stream'>;

/** What requests that change something are made of, each once: `upsertBucket config`, `stream complete`. */
export function shapesOf(requests: readonly Received[]): readonly string[] {
  return [...new Set(requests.flatMap(shapeOf))].sort();
}

function shapeOf({ method, path, query, variables, stream }: Received): readonly string[] {
  if (stream !== '') return streamShape(membersOf(parseJson(stream)));
  if (method === 'PUT') return [`PUT ${path.replace(/\d+\/.*$/, '')}`];
  if (!/\bmutation\b/.test(query)) return [];
  const given = membersOf(parseJson(variables));
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((field) => {
    if (field.kind !== Kind.FIELD) return [];
    const input = field.arguments?.[0]?.value;
    if (input?.kind === Kind.VARIABLE) {
      return presentIn(membersOf(given[input.name.value])).map((key) => `${field.name.value} ${key}`);
    }
    return input?.kind === Kind.OBJECT ? keysOf(input, given).map((key) => `${field.name.value} ${key}`) : [];
  });
}

/** Members of an input whose variables have a value. */
function keysOf({ fields }: ObjectValueNode, given: Members): readonly string[] {
  return fields.flatMap(({ name, value }) => {
    const isGiven = value.kind !== Kind.VARIABLE || (given[value.name.value] ?? null) !== null;
    return isGiven ? [name.value] : [];
  });
}

/** Members, files, and what the SDK itself puts into rows and summaries. */
function streamShape(stream: Members): readonly string[] {
  const files = Object.entries(membersOf(stream['files']));
  const lines = files.flatMap(([name, chunk]) => {
    const { content, ...rest } = membersOf(chunk);
    const own = (Array.isArray(content) ? content : []).flatMap((line) =>
      presentIn(membersOf(parseJson(String(line)))).filter((key) => key.startsWith('_')),
    );
    return [
      `stream ${name}`,
      ...Object.keys(rest).map((key) => `stream ${name} ${key}`),
      ...own.map((key) => `${name} ${key}`),
    ];
  });
  return [...presentIn(stream).map((key) => `stream ${key}`), ...lines];
}

type Members = Readonly<Record<string, unknown>>;

function presentIn(object: Members): readonly string[] {
  return Object.entries(object).flatMap(([key, value]) => (value === null ? [] : [key]));
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
