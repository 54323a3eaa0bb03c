import {
  buildASTSchema,
  extendSchema,
  getNamedType,
  graphql,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  parse,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql';
import { sdl } from '../../src/generated/sdl.ts';
import { projectionOf } from '../../src/graphql/projection.ts';

// Whatever type holds runs, what a client selects of them reaches the projection.

const plain = buildASTSchema(parse(sdl));
/** Types that hold runs and that no code knows by name. */
const extended = extendSchema(
  plain,
  parse(`
    extend type Query { beside: Beside! }
    type Beside { runs: [Run!]! groups(by: [RunValue!]!): [Group!]! best: Run }
    type Group { inner: Beside! first: Leaf! }
    union Leaf = Run | Project
  `),
);

/** A field of a type, and how a document goes on from it to a run. */
interface Path {
  readonly type: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly steps: readonly string[];
}

const isNode = (type: GraphQLObjectType): boolean => type.getInterfaces().some(({ name }) => name === 'Node');

/** Every way from a type to Run that no other node interrupts. */
function pathsFrom(type: GraphQLNamedType, schema: GraphQLSchema, seen: readonly string[] = []): readonly string[][] {
  if (type.name === 'Run') return [[]];
  if (isInterfaceType(type) || 'getTypes' in type) {
    const held = schema.getPossibleTypes(type).some(({ name }) => name === 'Run');
    return held ? [['... on Run']] : [];
  }
  if (!isObjectType(type) || isNode(type) || seen.includes(type.name)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const rest = pathsFrom(getNamedType(field.type), schema, [...seen, type.name]);
    return rest.map((steps) => [`${field.name}${argumentsOf(field)}`, ...steps]);
  });
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
  const required = args.filter(isRequiredArgument).map(({ name, type }) => `${name}: ${valueOf(type)}`);
  return required.length === 0 ? '' : `(${required.join(', ')})`;
}

/** Something that an argument of this type may be. */
function valueOf(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return '[]';
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name ?? '';
  if (!isInputObjectType(nullable)) return '"x"';
  const fields = Object.values(nullable.getFields()).filter(isRequiredInputField);
  return `{${fields.map((field) => `${field.name}: ${valueOf(field.type)}`).join(', ')}}`;
}

/** Every way to a run that begins at a field of the query, or of a node, whose resolver loads runs. */
function allPaths(schema: GraphQLSchema): readonly Path[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const loading = types.filter((type) => isNode(type) || type === schema.getQueryType());
  return loading.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      return pathsFrom(getNamedType(field.type), schema).map((steps) => ({ type: type.name, field, steps }));
    }),
  );
}

/** The projection of the field of a document that has this name, and nothing executed below it. */
async function projectionIn(schema: GraphQLSchema, document: string, name: string, variableValues = {}) {
  const infos: GraphQLResolveInfo[] = [];
  const { errors } = await graphql({
    schema,
    source: document,
    variableValues,
    fieldResolver(_source, { id }: { id?: unknown }, _context, info) {
      if (info.fieldName === name) infos.push(info);
      return info.fieldName === name ? anything(info.returnType) : { __typename: id };
    },
  });
  const [first] = infos;
  if (first === undefined) throw new Error(`nothing was resolved: ${JSON.stringify(errors)}`);
  return projectionOf(first);
}

function anything(type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return anything(type.ofType);
  return isListType(type) ? [] : null;
}

/** The document of a path, with a selection at its end. The id of the node that it begins at names the type. */
function documentOf({ type, field, steps }: Path, leaf: string): string {
  const before = type === 'Query' ? [] : [`node(id: "${type}")`, `... on ${type}`];
  const all = [...before, `${field.name}${argumentsOf(field)}`, ...steps];
  return `{ ${all.map((step) => `${step} { `).join('')} ${leaf} ${'}'.repeat(all.length + 1)}`;
}

const paths = allPaths(extended).map((path) => [documentOf(path, ''), path] as const);

test('runs are reached by every way that the schema has today, and by those of new types', () => {
  const ways: readonly string[] = paths.map(([document]) => document.replace(/\s+/g, ' '));
  expect(ways).toEqual(
    expect.arrayContaining(['{ runs { nodes { }}}', '{ runs { edges { node { }}}}', '{ run(id: "x") { }}']),
  );
  expect(ways).toEqual(
    expect.arrayContaining(['{ beside { runs { }}}', '{ beside { groups(by: []) { first { ... on Run { }}}}}']),
  );
  expect(ways).toContain('{ node(id: "Project") { ... on Project { runs { nodes { }}}}}');
  expect(ways).toContain('{ node(id: "ModelVersion") { ... on ModelVersion { run { }}}}');
});

test.each(paths)('%s reads what is selected of a run', async (_document, path) => {
  const leaf = 'params(keys: ["a"]) { key } metrics(prefix: "b/") { key } tags { key } notes native';
  expect(await projectionIn(extended, documentOf(path, leaf), path.field.name)).toEqual({
    params: { all: false, keys: ['a'], prefixes: [] },
    metrics: { all: false, keys: [], prefixes: ['b/'] },
    tags: { all: true, keys: [], prefixes: [] },
    parts: ['notes', 'native'],
  });
});

test('columns and other arguments that name values of runs count as selections', async () => {
  const document = `query ($columns: [RunColumn!]!) { runs { table(columns: $columns) { refs } } }`;
  const columns = [{ value: { param: 'lr' } }, { value: { metric: { key: 'loss' } } }, { value: { field: 'NOTES' } }];
  expect(await projectionIn(plain, document, 'runs', { columns })).toMatchObject({
    params: { keys: ['lr'] },
    metrics: { keys: ['loss'] },
    parts: ['notes'],
  });
  const all = [{ all: 'PARAMS' }, { value: { metric: { key: 'loss' } } }, { all: 'TAGS' }];
  expect(await projectionIn(plain, document, 'runs', { columns: all })).toMatchObject({
    params: { all: true },
    metrics: { all: false, keys: ['loss'] },
    tags: { all: true },
  });
  const metrics = '{ runs { table(columns: [{ all: METRICS }]) { refs } } }';
  expect(await projectionIn(plain, metrics, 'runs')).toMatchObject({ metrics: { all: true }, params: { all: false } });
  const grouped = '{ beside { groups(by: [{ tag: "stage" }]) { first { __typename } } } }';
  expect(await projectionIn(extended, grouped, 'beside')).toMatchObject({ tags: { keys: ['stage'] } });
});

test('what lies below another node is loaded with that node', async () => {
  const nested = '{ runs { nodes { parent { params { key } } children { nodes { params { key } } } } } }';
  const below = '{ lineage(of: "x") { nodes { ... on Artifact { producedBy { params { key } } } } } }';
  for (const [document, name] of [
    [nested, 'runs'],
    [below, 'lineage'],
  ] as const) {
    expect(await projectionIn(plain, document, name)).toMatchObject({ params: { all: false, keys: [] } });
  }
});

test('provenance and what is judged by it need all params', async () => {
  const document = '{ runs { nodes { reproducibility { score } } } }';
  expect(await projectionIn(plain, document, 'runs')).toMatchObject({ params: { all: true }, parts: ['provenance'] });
});

test('a field that is skipped is not read', async () => {
  const document = 'query ($deep: Boolean!) { runs { nodes { name native @include(if: $deep) } } }';
  expect(await projectionIn(plain, document, 'runs', { deep: false })).toMatchObject({ parts: [] });
  expect(await projectionIn(plain, document, 'runs', { deep: true })).toMatchObject({ parts: ['native'] });
});
