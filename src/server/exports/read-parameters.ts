import { RungraphError } from '../../contract/error.ts';
import { splitList } from '../../core/language/split-list.ts';

const lists = ['runs', 'sources', 'projects', 'sort', 'columns', 'metrics', 'by', 'measures'];
const numbers = ['first', 'maxPoints'];
const booleans = ['raw', 'onlyDifferent'];
const objects = ['x', 'smooth', 'interval'];

/**
 * The parameters of an address as a question. Lists are parted by commas, outside of quotes and braces, or given by a name
 * that comes again; `x`, `smooth` and `interval` are JSON. What is JSON already, such as `["a,b"]`, is taken as it is.
 * Names that nobody knows are judged with the question. @throws INVALID_QUERY.
 */
export function readParameters(search: URLSearchParams): Readonly<Record<string, unknown>> {
  const asked: Record<string, unknown> = {};
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    const [text = ''] = all;
    if (lists.includes(name)) asked[name] = all.flatMap((one) => readList(one, name));
    else if (all.length > 1) refuse(name, 'is given twice');
    else if (objects.includes(name)) asked[name] = readJson(text, name);
    else if (numbers.includes(name))
      asked[name] = /^\d{1,15}$/.test(text) ? Number(text) : refuse(name, 'is no number');
    else if (booleans.includes(name)) asked[name] = text === 'true' || text === '' || (text !== 'false' && text);
    else asked[name] = text;
  }
  return asked;
}

function readList(text: string, name: string): readonly unknown[] {
  if (!text.startsWith('[')) return splitList(text);
  const list = readJson(text, name);
  return Array.isArray(list) ? list : [list];
}

function readJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(name, 'is no JSON');
  }
}

function refuse(name: string, why: string): never {
  throw new RungraphError('INVALID_QUERY', `${name}: this parameter ${why}.`);
}
