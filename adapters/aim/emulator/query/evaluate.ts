import type { Node } from './parse.ts';
import {
  compare,
  isArray,
  isDict,
  missing,
  QueryError,
  textOf,
  truthy,
  type Callable,
  type Objects,
  type PythonValue,
} from './python-values.ts';
import { builtins } from './builtins.ts';

/** What names mean: `run`, and in search/metric `metric`. */
export type Scope = Readonly<Record<string, PythonValue>>;

/** Whether an expression keeps a run. Whatever raises makes it false as a whole. */
export function keeps(node: Node, scope: Scope): boolean {
  try {
    return truthy(evaluate(node, scope));
  } catch (error) {
    if (error instanceof QueryError) return false;
    throw error;
  }
}

function evaluate(node: Node, scope: Scope): PythonValue {
  switch (node.kind) {
    case 'value':
      return node.value;
    case 'name':
      return lookUp(node.name, scope);
    case 'list':
    case 'tuple':
      return node.items.map((item) => evaluate(item, scope));
    case 'dict':
      return new Map(node.members.map(([key, value]) => [textOf(evaluate(key, scope)), evaluate(value, scope)]));
    case 'attribute':
      return attribute(evaluate(node.of, scope), node.name);
    case 'item':
      return item(evaluate(node.of, scope), evaluate(node.key, scope));
    case 'call':
      return call(
        evaluate(node.of, scope),
        node.args.map((arg) => evaluate(arg, scope)),
      );
    case 'not':
      return !truthy(evaluate(node.of, scope));
    case 'minus':
      return -numberOf(evaluate(node.of, scope));
    case 'and': {
      const left = evaluate(node.left, scope);
      return truthy(left) ? evaluate(node.right, scope) : left;
    }
    case 'or': {
      const left = evaluate(node.left, scope);
      return truthy(left) ? left : evaluate(node.right, scope);
    }
    case 'sum':
      return arithmetic(node.sign, numberOf(evaluate(node.left, scope)), numberOf(evaluate(node.right, scope)));
    case 'compare': {
      let left = evaluate(node.first, scope);
      for (const [sign, next] of node.rest) {
        const right = evaluate(next, scope);
        if (!compare(sign, left, right)) return false;
        left = right;
      }
      return true;
    }
  }
}

function lookUp(name: string, scope: Scope): PythonValue {
  const value = scope[name] ?? builtins[name];
  if (value === undefined) throw new QueryError(`name '${name}' is not defined`);
  return value;
}

function attribute(of: PythonValue, name: string): PythonValue {
  if (of === missing) return missing;
  if (typeof of === 'string') return textMethod(of, name);
  if (isObjects(of)) return of.attribute(name);
  if (isDict(of)) return of.get(name) ?? missing;
  throw new QueryError(`no attribute '${name}'`);
}

function textMethod(text: string, name: string): Callable {
  switch (name) {
    case 'lower':
      return () => text.toLowerCase();
    case 'startswith':
      return (part = null) => text.startsWith(textOf(part));
    case 'endswith':
      return (part = null) => text.endsWith(textOf(part));
    default:
      throw new QueryError(`'str' object has no attribute '${name}'`);
  }
}

function item(of: PythonValue, key: PythonValue): PythonValue {
  if (isObjects(of)) return of.item(isArray(key) ? key : [key]);
  throw new QueryError('object is not subscriptable');
}

function call(of: PythonValue, args: readonly PythonValue[]): PythonValue {
  if (typeof of === 'function') return of(...args);
  throw new QueryError('object is not callable');
}

function numberOf(value: PythonValue): number {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  throw new QueryError('unsupported operand');
}

function arithmetic(sign: string, left: number, right: number): number {
  return sign === '*' ? left * right : sign === '+' ? left + right : left - right;
}

function isObjects(value: PythonValue): value is Objects {
  return typeof value === 'object' && value !== null && 'attribute' in value;
}
