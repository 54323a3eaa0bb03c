import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { assumedMetrics } from '../cost/assumed.ts';
import { fieldRules } from '../cost/field-rules.ts';

/** Version 2.9 has `@cost` and `@listSize`; every router of today reads it. */
const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@cost", "@listSize"])`;

const roots = ['Query', 'Mutation'];
const directive = (text: string): ConstDirectiveNode => {
  const [definition] = parse(`extend schema ${text}`).definitions;
  const [found] = definition?.kind === Kind.SCHEMA_EXTENSION ? (definition.directives ?? []) : [];
  if (found === undefined) throw new Error(`${text} is no directive`);
  return found;
};
const keys = { id: directive('@key(fields: "id")'), ref: directive('@key(fields: "ref")') };
const shareable = directive('@shareable');
/** `first` says how long a list may be; the lists lie in these fields of the connection. */
const paged = directive(
  '@listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)',
);

/** A list whose length nobody knows counts as so long. */
const unknownLength: Readonly<Record<string, ConstDirectiveNode>> = {
  'Run.metrics': directive(`@listSize(assumedSize: ${assumedMetrics})`),
};
/** A field that trackers are asked for; others weigh what the specification says, 1 for an object and 0 for a value. */
const asks = directive('@cost(weight: 10)');

/**
 * The schema as a subgraph of Federation 2 tells it. What has an id is an entity, found by `id` and where there is one by
 * `ref`; everything else is a value that other subgraphs may tell too. Made from the text, since a printed schema loses
 * its directives.
 */
export function subgraphSdl(sdl: string): string {
  const document: DocumentNode = visit(parse(sdl), {
    ObjectTypeDefinition: {
      leave: (type) => {
        const priced = { ...type, fields: type.fields?.map((field) => withCost(type.name.value, field)) ?? [] };
        return roots.includes(type.name.value) ? priced : withDirectives(priced, directivesOf(type));
      },
    },
  });
  return `${link}\n\n${print(document)}\n`;
}

function directivesOf(type: ObjectTypeDefinitionNode): readonly ConstDirectiveNode[] {
  if (!isEntity(type)) return [shareable];
  const hasRef = type.fields?.some(({ name }) => name.value === 'ref') === true;
  return hasRef ? [keys.id, keys.ref] : [keys.id];
}

function withCost(type: string, field: FieldDefinitionNode): FieldDefinitionNode {
  const coordinate = `${type}.${field.name.value}`;
  const length = unknownLength[coordinate];
  const more = [
    ...(isPaged(field) ? [paged] : []),
    ...(length === undefined ? (Object.hasOwn(fieldRules, coordinate) ? [asks] : []) : [length]),
  ];
  return more.length === 0 ? field : withDirectives(field, more);
}

function isEntity({ interfaces = [] }: ObjectTypeDefinitionNode): boolean {
  return interfaces.some(({ name }) => name.value === 'Node');
}

function isPaged({ arguments: args = [], type }: FieldDefinitionNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  const isConnection = named.kind === Kind.NAMED_TYPE && named.name.value.endsWith('Connection');
  return isConnection && args.some(({ name }) => name.value === 'first');
}

function withDirectives<T extends { readonly directives?: readonly ConstDirectiveNode[] }>(
  node: T,
  more: readonly ConstDirectiveNode[],
): T {
  return { ...node, directives: [...(node.directives ?? []), ...more] };
}
