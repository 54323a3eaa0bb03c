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
export type Names = Readonly<Record<string, PythonValue>>;

/** Whether an expression keeps a run. Whatever raises makes it false as a whole. */
export function keeps(node: Node, names: Names): boolean {
  try {
    return truthy(evaluate(node, names));
  } catch (error) {
    if (error instanceof QueryError) return false;
    throw error;
  }
}

function evaluate(node: Node, names: Names): PythonValue {
  switch (node.kind) {
    case 'value':
      return node.value;
    case 'name':
      return lookUp(node.name, names);
    case 'list':
    case 'tuple':
      return node.items.map((item) => evaluate(item, names));
    case 'dict':
      return new Map(node.members.map(([key, value]) => [textOf(evaluate(key, names)), evaluate(value, names)]));
    case 'attribute':
      return attribute(evaluate(node.of, names), node.name);
    case 'item':
      return item(evaluate(node.of, names), evaluate(node.key, names));
    case 'call':
      return call(
        evaluate(node.of, names),
        node.args.map((arg) => evaluate(arg, names)),
      );
    case 'not':
      return !truthy(evaluate(node.of, names));
    case 'minus':
      return -numberOf(evaluate(node.of, names));
    case 'and': {
      const left = evaluate(node.left, names);
      return truthy(left) ? evaluate(node.right, names) : left;
    }
    case 'or': {
      const left = evaluate(node.left, names);
      return truthy(left) ? left : evaluate(node.right, names);
    }
    case 'sum':
      return arithmetic(node.sign, numberOf(evaluate(node.left, names)), numberOf(evaluate(node.right, names)));
    case 'compare': {
      let left = evaluate(node.first, names);
      for (const [sign, next] of node.rest) {
        const right = evaluate(next, names);
        if (!compare(sign, left, right)) return false;
        left = right;
      }
      return true;
    }
  }
}

function lookUp(name: string, names: Names): PythonValue {
  const value = names[name] ?? builtins[name];
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
