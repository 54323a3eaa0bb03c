import { GraphQLError, Kind, parse, print, visit, type FieldNode, type SelectionSetNode } from 'graphql';
import { CommandError, type ExitCode } from './exit-codes.ts';
import { executeDocument, readDocument, type QueryOptions } from './query.ts';
import { renderPlans } from './render-plans.ts';

/** `rungraph explain`: how every source would be asked for the runs of a document. Asks none of them for runs. */
export async function explain(file: string, options: QueryOptions): Promise<ExitCode> {
  return executeDocument(toExplainDocument(await readDocument(file)), options, renderPlans);
}

const plans = selectionOf('{ source { name } sort pushed residual native reason }');
const notExplained = ['after', 'strict'];

/** The same document with every `runs` of its operations asked as `explainRuns`. @throws CommandError. */
export function toExplainDocument(text: string): string {
  const document = parseDocument(text);
  let found = 0;
  const operations = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.flatMap((selection) => {
      if (selection.kind !== Kind.FIELD || selection.name.value !== 'runs') return [];
      found += 1;
      return [toExplainField(selection)];
    });
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  if (found === 0)
    throw new CommandError('The document asks for no runs at its top level, so there is nothing to explain.');
  return print({
    ...document,
    definitions: operations.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION),
  });
}

function toExplainField(field: FieldNode): FieldNode {
  return {
    ...field,
    alias: field.alias ?? { kind: Kind.NAME, value: 'runs' },
    name: { kind: Kind.NAME, value: 'explainRuns' },
    arguments: (field.arguments ?? []).filter(({ name }) => !notExplained.includes(name.value)),
    selectionSet: plans,
  };
}

function parseDocument(text: string) {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) throw new CommandError(`The document does not parse: ${error.message}`);
    throw error;
  }
}

function selectionOf(text: string): SelectionSetNode {
  let set: SelectionSetNode | undefined;
  visit(parse(text), { SelectionSet: { leave: (node) => void (set = node) } });
  if (set === undefined) throw new Error('no selection');
  return set;
}
