import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Longer documents are refused before they are parsed to the end. */
export const mostTokens = 20_000;
/** A list of runs with their children and those children's series is 8 deep. */
const mostDepth = 16;

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
