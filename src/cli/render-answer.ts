import pc from 'picocolors';
import type { Answer } from '../graphql/gateway.ts';
import { columnNames, isFields, rowsOf, type Fields } from './answer-rows.ts';
import { printable } from './printable.ts';
import { renderTable, type Screen } from './terminal.ts';

/** An answer for people: lists as tables, reports that are not good news as lines, the rest as it is. */
export function renderAnswer(answer: Answer, screen: Screen): string {
  const parts = Object.entries(answer.data ?? {}).flatMap(([name, value]) => renderField(name, value, screen));
  return [...parts, ...renderIncomplete(answer)].join('\n');
}

/** What went wrong, for stderr. */
export function renderErrors(answer: Answer): string {
  const lines = (answer.errors ?? []).map(({ message, path, extensions }) => {
    const paths = extensions?.['paths'];
    const more = Array.isArray(paths) ? ` and ${String(paths.length - 1)} more` : '';
    const where = path === undefined ? '' : ` (at ${printable(path.join('.'))}${more})`;
    return `${pc.red(spell(extensions?.['code'] ?? 'ERROR'))} ${printable(message)}${where}`;
  });
  return lines.join('\n');
}

/** What sources could not give, whether the document selects reports or not. */
export function renderIncomplete({ extensions }: Answer): readonly string[] {
  const incomplete = extensions?.['incomplete'];
  return (Array.isArray(incomplete) ? incomplete : []).filter(isFields).map(({ state, source, code, message }) => {
    return pc.yellow(
      [state, source, code, message]
        .map(spell)
        .filter((word) => word !== '')
        .join(' '),
    );
  });
}

function renderField(name: string, value: unknown, screen: Screen): readonly string[] {
  if (!isFields(value)) {
    if (Array.isArray(value) && value.every(isFields)) return [pc.bold(name), renderRows(value, screen), ''];
    return [`${pc.bold(name)}: ${spell(value)}`];
  }
  const rows = rowsOf(value);
  const body = rows === undefined ? renderPairs(value) : rows.length === 0 ? 'nothing found' : renderRows(rows, screen);
  return [pc.bold(name), body, ...renderReports(value), ''];
}

function renderRows(rows: readonly Fields[], screen: Screen): string {
  const flat = rows.map((row) => flatten(row));
  const head = columnNames(flat);
  return renderTable(
    head.map(printable),
    flat.map((row) => head.map((key) => row.get(key) ?? '')),
    screen,
  );
}

function renderPairs(value: Fields): string {
  return [...flatten(value)].map(([key, text]) => `  ${printable(key)}: ${text}`).join('\n');
}

/** Nested objects as dotted names; `{key, value}` lists, as params and tags are, as `key=value`. */
function flatten(row: Fields, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(row)) {
    if (key === 'reports') continue;
    if (isFields(value)) for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
    else flat.set(prefix + key, spell(value));
  }
  return flat;
}

function spell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(spellItem).join(', ');
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}

function spellItem(item: unknown): string {
  if (isFields(item) && 'key' in item) return `${spell(item['key'])}=${spell(item['value'] ?? item['last'])}`;
  return isFields(item) ? printable(JSON.stringify(item)) : spell(item);
}

/** What is to be said of lists beside their rows. */
export function renderMore({ data }: Answer): readonly string[] {
  return Object.values(data ?? {})
    .filter(isFields)
    .flatMap((value) => renderReports(value));
}

function renderReports({ reports, totalCount, pageInfo }: Fields): readonly string[] {
  const lines = (Array.isArray(reports) ? reports : []).filter(isFields).flatMap((report) => {
    const { state, code, message, source, hints } = report;
    const name = isFields(source) ? spell(source['name']) : '';
    const told = (Array.isArray(hints) ? hints : []).map((hint) => [name, spell(hint)].filter(Boolean).join(': '));
    // The rest is said below the whole answer, once.
    if (state !== 'SKIPPED' || code !== 'UNSUPPORTED') return told;
    return [
      ...told,
      pc.yellow([spell(state), name, spell(code), spell(message)].filter((word) => word !== '').join(' ')),
    ];
  });
  const more =
    isFields(pageInfo) && pageInfo['hasNextPage'] === true ? [`more: after "${spell(pageInfo['endCursor'])}"`] : [];
  const count = typeof totalCount === 'number' ? [`${totalCount} in all`] : [];
  return [...count, ...more, ...lines].map((line) => pc.dim(line));
}
