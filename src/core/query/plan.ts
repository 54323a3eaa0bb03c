import type { Capabilities } from '../../contract/capabilities.ts';
import type { Clause, Field, Filter, SortKey } from '../../contract/filter.ts';
import { isAliased, type SourceAliases } from '../keys/source-aliases.ts';
import { widenClause } from '../keys/widen-clause.ts';
import { describeFilter, describeSort } from './describe.ts';
import { splitBranches } from './branches.ts';
import { allOf, always, conjunctsOf, isAlways, isNever, never, rewrite } from './simplify.ts';
import { sortRuleOf, sortsNothing, supportOf } from './support.ts';

/** How one source is asked: which clauses it evaluates, which ones the gateway evaluates, and who sorts. */
export interface Plan {
  /** Searches whose answers together hold every match; more than one where an `or` had to be split. None: no match. */
  readonly branches: readonly Filter[];
  /** The filter that the gateway evaluates on every run that comes back. */
  readonly residual: Filter;
  readonly sort: 'NATIVE' | 'GATEWAY';
  /** The keys that the tracker sorts by; empty is its default order. Null where it need not sort. */
  readonly order: readonly SortKey[] | null;
  /** Rows that the tracker leaves out of order and the gateway puts right: rows with equal keys, or NaN rows. */
  readonly repair: 'nothing' | 'nan' | 'ties';
  /** The places in `order` of keys whose NaN rows the tracker keeps apart from those without a value. */
  readonly splits: readonly number[];
  readonly pushed: readonly string[];
  readonly residuals: readonly string[];
  readonly reasons: readonly string[];
}

/** What a source can do, and which of its keys have other names. */
interface Target {
  readonly capabilities: Capabilities;
  readonly isAliased: (field: Field) => boolean;
  /** What a clause about such a key is in the tracker's own names, as `widenClause` says. */
  readonly widen: (clause: Clause) => Filter | undefined;
}

/**
 * Decides how a source answers a filter and a sort. Asks nobody.
 * @param order Null stands for any order.
 * @param aliases Clauses about keys with other names are sent as an `or` of all names, and checked again.
 */
export function planSource(
  filter: Filter,
  order: readonly SortKey[] | null,
  capabilities: Capabilities,
  aliases?: SourceAliases,
): Plan {
  const target: Target = {
    capabilities,
    isAliased: (field) => aliases !== undefined && isAliased(aliases, field),
    widen: (clause) => (aliases === undefined ? undefined : widenClause(clause, aliases)),
  };
  const possible = foldAbsent(filter, target);
  const sort = planSort(order, target);
  if (isNever(possible)) {
    const reasons = isNever(filter)
      ? ['the filter holds for no run']
      : ['no run of this source has the values asked for'];
    return {
      branches: [],
      residual: always,
      ...sort,
      pushed: [],
      residuals: [],
      reasons: [...reasons, ...sort.reasons],
    };
  }
  const pushed: Filter[] = [];
  /** Those of them that the gateway checks anyway. */
  const inexact = new Set<Filter>();
  const residual: Filter[] = [];
  const reasons: string[] = [];
  let room = capabilities.limits.clauses;
  for (const conjunct of conjunctsOf(possible)) {
    const part = pushable(expandLists(conjunct, capabilities), target);
    const fits = part !== undefined && countClauses(part.filter) <= room;
    if (fits) {
      pushed.push(part.filter);
      room -= countClauses(part.filter);
      if (part.exact) continue;
      inexact.add(part.filter);
    }
    residual.push(conjunct);
    const why = fits ? 'may return too much' : part === undefined ? 'cannot evaluate it' : 'takes no more clauses';
    reasons.push(`${describeFilter(conjunct)} is checked by the gateway: the tracker ${why}`);
  }
  const split = splitBranches(pushed, capabilities.or);
  for (const left of split.left)
    reasons.push(`${describeFilter(left)} is checked by the gateway: it has too many branches`);
  const unchecked = split.left.filter((part) => !inexact.has(part));
  return {
    branches: split.branches,
    residual: allOf([...residual, ...unchecked]),
    ...sort,
    pushed: pushed.filter((part) => !isAlways(part) && !split.left.includes(part)).map(describeFilter),
    residuals: [...residual, ...unchecked].map(describeFilter),
    reasons: [...reasons, ...sort.reasons],
  };
}

/** A value that no run of the source has is missing everywhere. That decides all clauses about it. */
function foldAbsent(filter: Filter, target: Target): Filter {
  return rewrite(filter, (clause) => {
    if (!target.isAliased(clause.field)) return foldClause(clause, target.capabilities);
    const wider = target.widen(clause);
    return wider !== undefined && isNever(foldNative(wider, target)) ? never : clause;
  });
}

/** The same of a filter in the tracker's own names. */
function foldNative(filter: Filter, { capabilities }: Target): Filter {
  return rewrite(filter, (clause) => foldClause(clause, capabilities));
}

function foldClause(clause: Clause, capabilities: Capabilities): Filter {
  if (supportOf(clause, capabilities) !== 'absent') return clause;
  return clause.operator === 'missing' ? always : never;
}

/** Writes `in` as an `or` of `eq`, and `notIn` as an `and` of `ne`, for trackers that have only those. */
function expandLists(filter: Filter, capabilities: Capabilities): Filter {
  return rewrite(filter, (clause) => {
    if (clause.operator !== 'in' && clause.operator !== 'notIn') return clause;
    if (supportOf(clause, capabilities) !== 'unsupported') return clause;
    const filters = clause.operands.map((operand): Clause => {
      const ignoreCase = clause.ignoreCase && typeof operand === 'string';
      return { ...clause, operator: clause.operator === 'in' ? 'eq' : 'ne', operands: [operand], ignoreCase };
    });
    if (filters.length === 0 && clause.operator === 'notIn') return clause;
    return { kind: clause.operator === 'in' ? 'or' : 'and', filters };
  });
}

function countClauses(filter: Filter): number {
  return filter.kind === 'clause' ? 1 : filter.filters.reduce((sum, part) => sum + countClauses(part), 0);
}

interface Pushable {
  readonly filter: Filter;
  readonly exact: boolean;
}

/** The part of a filter that a tracker evaluates without losing a match; undefined where there is none. */
function pushable(filter: Filter, target: Target): Pushable | undefined {
  const { capabilities } = target;
  if (filter.kind === 'clause') {
    if (target.isAliased(filter.field)) return pushWider(filter, target);
    const support = supportOf(filter, capabilities);
    return support === 'unsupported' ? undefined : { filter, exact: support === 'exact' };
  }
  const parts = filter.filters.map((part) => pushable(part, target));
  const found = parts.filter((part) => part !== undefined);
  const whole = found.length === parts.length;
  if (filter.kind === 'or' ? !whole : found.length === 0 && parts.length > 0) return undefined;
  const filters = found.map((part) => part.filter);
  return { filter: { kind: filter.kind, filters }, exact: whole && found.every((part) => part.exact) };
}

/** A clause about a key with other names: the tracker may return too much, and nobody but the gateway can tell. */
function pushWider(clause: Clause, target: Target): Pushable | undefined {
  const wider = target.widen(clause);
  const native = wider && expandLists(foldNative(wider, target), target.capabilities);
  if (native === undefined || isAlways(native)) return undefined;
  const part = pushable(native, { ...target, isAliased: () => false });
  return part && { filter: part.filter, exact: false };
}

type SortPart = Pick<Plan, 'sort' | 'order' | 'repair' | 'splits' | 'reasons'>;

function planSort(order: readonly SortKey[] | null, { capabilities, isAliased: hasNames }: Target): SortPart {
  if (order === null) return { sort: 'NATIVE', order: null, repair: 'nothing', splits: [], reasons: [] };
  const keys = order.filter((key) => hasNames(key.field) || !sortsNothing(key, capabilities));
  const byStart: SortKey = { field: { kind: 'startedAt' }, descending: true };
  const needed = keys.length === 0 ? [byStart] : keys;
  const rules = needed.map((key) => (hasNames(key.field) ? undefined : sortRuleOf(key, capabilities)));
  const foreign = needed.filter((_key, at) => rules[at] === undefined).map(describeSort);
  const splits = rules.flatMap((rule, at) => (rule?.splitsMissing === true ? [at] : []));
  if (splits.length > 1 && capabilities.ties === 'total') foreign.push(needed.map(describeSort).join(', '));
  if (foreign.length > 0) {
    const reasons = foreign.map((sort) => `the gateway sorts by ${sort}: the tracker does not in the order promised`);
    return { sort: 'GATEWAY', order: null, repair: 'nothing', splits: [], reasons };
  }
  const repair = capabilities.ties === 'none' ? 'ties' : splits.length > 0 ? 'nan' : 'nothing';
  return { sort: 'NATIVE', order: keys, repair, splits, reasons: [] };
}
