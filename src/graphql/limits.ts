import { GraphQLError, type ValidationRule } from 'graphql';
import { RungraphError } from '../contract/error.ts';
import { openMeasure, type Extent } from './document-extent.ts';

/** Longer documents are refused before they are parsed to the end. */
export const mostTokens = 20_000;
/** A list of runs with their children and those children's series is 8 deep. */
const mostDepth = 16;
/** Each field of an operation is compiled: five thousand take about a second. */
const mostFields = 5_000;

/** Brackets within brackets. Reading either of document and variables takes a stack frame and more for each level. */
const mostNesting = 100;

const bracket = /"""(?:\\"""|[^])*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|([{[(])|([}\])])/g;

/** @throws INVALID_QUERY for a document or variables that nest without end. Asked before anything else reads them. */
export function checkNesting(document: unknown, variables: unknown): void {
  let depth = 0;
  let deepest = 0;
  for (const [, opened, closed] of typeof document === 'string' ? document.matchAll(bracket) : []) {
    if (opened !== undefined) depth += 1;
    if (closed !== undefined) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  if (deepest > mostNesting || nestsDeeper(variables, mostNesting)) {
    const message = `The document or its variables nest deeper than ${mostNesting} levels.`;
    throw new RungraphError('INVALID_QUERY', message);
  }
}

/** Level by level, because a recursion would be what this guards against. */
function nestsDeeper(value: unknown, most: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((item): unknown[] => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

/** What an operation may hold, once its fragments are written out. */
export interface DocumentLimits {
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Requests that trackers would get for it, as estimated before anything is asked. */
  readonly upstreamCalls: number;
}

export const usualLimits: DocumentLimits = { rootFields: 64, aliases: 500, directives: 200, upstreamCalls: 100_000 };

/** What counts against a limit, and how to ask for less. */
type Counted = readonly [name: string, what: string, asked: number, most: number, remedy: string];

/** A validation rule: refuses operations that grow too large once their fragments are written out. */
export function limitExtent({ rootFields, aliases, directives }: DocumentLimits): ValidationRule {
  const several = 'ask in several questions';

  function refusalOf(extent: Extent): string | undefined {
    const counts: readonly Counted[] = [
      ['limits.rootFields', 'root fields', extent.heads, rootFields, several],
      ['limits.aliases', 'aliases', extent.aliases, aliases, 'ask for lists instead of one thing after the other'],
      ['limits.directives', 'directives', extent.directives, directives, 'put them on fragments'],
      ['limit of fields', 'fields once its fragments are written out', extent.fields, mostFields, several],
    ];
    if (extent.depth > mostDepth) {
      return `Fields nest deeper than ${mostDepth} levels, namely ${extent.depth}: ask for what lies deeper by its id.`;
    }
    if (extent.nesting > mostNesting) return `Fragments nest deeper than ${mostNesting} levels.`;
    const beyond = counts.find(([, , asked, most]) => asked > most);
    if (beyond === undefined) return undefined;
    const [name, what, asked, most, remedy] = beyond;
    return `${name}: the operation has ${asked} ${what}, and ${most} are allowed; ${remedy}.`;
  }

  return (context) => {
    const measure = openMeasure((name) => context.getFragment(name));
    return {
      // Before other rules: they see selections later than definitions.
      OperationDefinition(node) {
        const refusal = refusalOf(measure(node.selectionSet));
        if (refusal !== undefined) context.reportError(new GraphQLError(refusal, { nodes: [node] }));
      },
    };
  };
}
