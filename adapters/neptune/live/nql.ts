// Writing the Neptune Query Language. Names go in back-quotes; whether AND binds more than OR is not documented, so that
// everything is in brackets.

export type NqlType =
  'int' | 'float' | 'bool' | 'string' | 'datetime' | 'stringSet' | 'floatSeries' | 'experimentState';

/** Whether a path can be written: there is no way to quote a back-quote. */
export function isQuotable(path: string): boolean {
  return path !== '' && !/[`\\\p{Cc}]/u.test(path);
}

export function field(path: string, type: NqlType, aggregate?: 'last' | 'min' | 'max'): string {
  const name = `\`${path}\`:${type}`;
  return aggregate === undefined ? name : `${aggregate}(${name})`;
}

export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

export function time(ms: number): string {
  return quoted(new Date(ms).toISOString());
}

export function allOf(tests: readonly string[]): string {
  return tests.length === 0 ? '' : tests.map(bracketed).join(' AND ');
}

export function anyOf(tests: readonly string[]): string {
  return tests.map(bracketed).join(' OR ');
}

function bracketed(test: string): string {
  return `(${test})`;
}
