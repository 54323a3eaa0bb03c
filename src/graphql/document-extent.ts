import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** How large a selection is when every fragment in it is written out. */
export interface Extent {
  /** Fields within fields; introspection excepted. */
  readonly depth: number;
  /** Selections within selections, those of fragments too: what a walk needs stack for. */
  readonly nesting: number;
  readonly fields: number;
  /** Fields at the top of it. */
  readonly heads: number;
  readonly aliases: number;
  readonly directives: number;
}

export type FindFragment = (name: string) => FragmentDefinitionNode | null | undefined;

const nothing: Extent = { depth: 0, nesting: 0, fields: 0, heads: 0, aliases: 0, directives: 0 };

/**
 * Measures selections of one document. A fragment is walked once, however often it is spread: written out, fragments
 * that spread one another twice double at every level. Fragments that spread themselves count as empty, since another
 * rule refuses them.
 */
export function openMeasure(find: FindFragment): (set: SelectionSetNode) => Extent {
  const known = new Map<string, Extent>();

  function ofFragment(name: string): Extent {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, nothing);
    const extent = ofSet(find(name)?.selectionSet);
    known.set(name, extent);
    return extent;
  }

  function ofSet(set: SelectionSetNode | undefined): Extent {
    let { depth, nesting, fields, heads, aliases, directives } = nothing;
    for (const selection of set?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : ofSet(selection.selectionSet);
      const counts = isField && !selection.name.value.startsWith('__');
      depth = Math.max(depth, inner.depth + Number(counts));
      nesting = Math.max(nesting, inner.nesting + 1);
      heads += isField ? 1 : inner.heads;
      fields += inner.fields + Number(isField);
      aliases += inner.aliases + Number(isField && selection.alias !== undefined);
      directives += inner.directives + (selection.directives?.length ?? 0);
    }
    return { depth, nesting, fields, heads, aliases, directives };
  }

  return ofSet;
}
