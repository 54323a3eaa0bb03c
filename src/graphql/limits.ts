import { RungraphError } from '../contract/error.ts';
import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Longer documents are refused before they are parsed to the end. */
export const mostTokens = 20_000;
/** A list of runs with their children and those children's series is 8 deep. */
const mostDepth = 16;

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

/** A validation rule: refuses operations whose fields nest too deeply, through fragments too; introspection excepted. */
export function limitDepth(context: ValidationContext): ASTVisitor {
  function depthOf(set: SelectionSetNode | undefined, open: ReadonlySet<string>): number {
    let deepest = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const own = selection.name.value.startsWith('__') ? 0 : 1 + depthOf(selection.selectionSet, open);
        deepest = Math.max(deepest, own);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depthOf(selection.selectionSet, open));
      } else if (!open.has(selection.name.value)) {
        const fragment = context.getFragment(selection.name.value);
        deepest = Math.max(deepest, depthOf(fragment?.selectionSet, new Set([...open, selection.name.value])));
      }
      if (deepest > mostDepth) break;
    }
    return deepest;
  }

  return {
    OperationDefinition(node) {
      if (depthOf(node.selectionSet, new Set()) <= mostDepth) return;
      context.reportError(new GraphQLError(`Fields nest deeper than ${mostDepth} levels.`, { nodes: [node] }));
    },
  };
}
