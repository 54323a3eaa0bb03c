import {
  buildClientSchema,
  parse as parseDocument,
  validate,
  buildSchema,
  getIntrospectionQuery,
  isScalarType,
  printSchema,
  type IntrospectionQuery,
} from 'graphql';
import { parse } from 'yaml';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { at } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { run } from '../support/runs.ts';

// What tools that build on the schema read of it: what schema/ says, and nothing of how documents are run.

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(join(root, 'schema')).map((file) => readFileSync(join(root, 'schema', file), 'utf8'));
const written = buildSchema(files.join('\n'));
let gateway: Gateway | undefined;

beforeAll(async () => {
  const down = () => {
    throw new Error('down');
  };
  gateway = await memoryGateway({
    s: { runs: [run('a')], capabilities: everything },
    bad: { runs: [], capabilities: everything, onCall: down },
  });
});

afterAll(() => gateway?.close());

test('introspection gives the schema as it is written, with the specifications of scalars', async () => {
  const answer = await gateway?.execute(getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }));
  expect(answer?.errors).toBeUndefined();
  const asked = buildClientSchema(answer?.data as unknown as IntrospectionQuery);
  const names = (schema: typeof asked): readonly string[] => Object.keys(schema.getTypeMap()).sort();
  expect(names(asked)).toEqual(names(written));
  const sorted = (schema: typeof asked): readonly string[] => printSchema(schema).split('\n').sort();
  expect(sorted(asked)).toEqual(sorted(written));
  expect(asked.getType('DateTime')).toMatchObject({ specifiedByURL: expect.stringContaining('date-time') });
});

test('the type that compiled documents use is not there, and cannot be asked for', async () => {
  const document = `query ($first: Int, $filter: RunFilter) {
    __type(name: "RungraphCoerced") { name }
    runs(first: $first, filter: $filter) { nodes { ref } }
  }`;
  const answer = await gateway?.execute(document, { first: 1, filter: { name: { exists: false } } });
  expect(answer?.data).toEqual({ __type: null, runs: { nodes: [{ ref: 's/a' }] } });
  // What else belongs to an answer belongs to one that tells of the schema too.
  expect(at(answer, 'extensions', 'incomplete', 0)).toMatchObject({ source: 'bad', state: 'FAILED' });
  const named = await gateway?.execute('query ($x: RungraphCoerced) { runs(first: $x) { totalCount } }', { x: 1 });
  expect(at(named, 'errors', 0, 'message')).toContain('Unknown type "RungraphCoerced"');
});

const page = readFileSync(join(root, 'docs/clients.md'), 'utf8');

function blockOf(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
}

test('docs/clients.md says what each scalar is to a client, in words and to a generator of code', () => {
  const own = Object.values(written.getTypeMap())
    .filter((type) => isScalarType(type) && type.astNode)
    .map(({ name }) => name);
  expect(own.length).toBeGreaterThan(5);
  expect(own.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
  const config: unknown = parse(blockOf('yaml'));
  const scalars = at(config, 'generates', 'src/rungraph/', 'config', 'scalars');
  expect(Object.keys(scalars ?? {}).sort()).toEqual([...own].sort());
});

test('its question about types that share a name is one that the schema takes', () => {
  expect(validate(written, parseDocument(blockOf('graphql')))).toEqual([]);
  expect(validate(written, parseDocument(blockOf('graphql').replace('runName: ', '')))).toHaveLength(1);
});
