import type { Json } from '../../../src/contract/value.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { flatten, isJsonObject, type JsonObject } from '../flatten-config.ts';
import type { Logged } from '../logged.ts';
import { isMedia } from '../read-fields.ts';
import type { Changes, Item, OfflineRecord } from './decode-record.ts';
import type { RunFile } from './find-files.ts';
import type { Damage } from './frames.ts';
import { openNotes } from './note-points.ts';
import { readRecords } from './read-file.ts';

/** All that a file holds of a run. */
export interface Body {
  /** As the server would keep it: `{ lr: { value: 0.1 } }`, with the SDK's bookkeeping. */
  readonly config: JsonObject;
  readonly summary: JsonObject;
  /** Flat, in the order of the file. */
  readonly rows: readonly JsonObject[];
  /** Rows of system metrics, as the server sends them. */
  readonly events: readonly JsonObject[];
  /** What the rows say of the metrics. */
  readonly logged: Logged;
  readonly damage: Damage;
}

type Tree = { [key: string]: Json };

/** Reads whole files of one run: records are put into effect one after the other, as the server would. */
export async function readBody(files: readonly RunFile[]): Promise<Body> {
  const config: Tree = {};
  const summary: Tree = {};
  const rows: JsonObject[] = [];
  const events: JsonObject[] = [];
  const environment: Tree = {};
  const definitions: Json[] = [];
  const notes = openNotes();

  function addRow(row: JsonObject): void {
    rows.push(row);
    notes.note(row);
  }

  function visit(record: OfflineRecord): void {
    switch (record.kind) {
      case 'run':
        change(config, record.run.config);
        break;
      case 'config':
        change(config, record.changes);
        break;
      case 'summary':
        change(summary, record.changes);
        break;
      case 'history':
        addRow(toRow(record.items));
        break;
      case 'stats':
        events.push(toEvent(record.timestamp, record.items));
        break;
      case 'metric':
        definitions.push(toDefinition(record));
        break;
      case 'environment':
        Object.assign(environment, record.fields);
        break;
      default:
    }
  }

  const damage: Damage = { broken: 0, torn: false };
  for (const file of files) {
    const { broken, torn } = await readRecords(file, visit);
    damage.broken += broken;
    damage.torn ||= torn;
  }
  const { _wandb: own, ...params } = config;
  const wrapped = Object.entries(params).map(([key, value]) => [key, { value }] as const);
  const bookkeeping = { ...(isJsonObject(own) ? own : {}), e: { writer: environment }, m: definitions };
  const whole = { ...Object.fromEntries(wrapped), _wandb: { value: bookkeeping } };
  return { config: whole, summary, rows, events, logged: notes.logged(), damage };
}

/** As configs of runs that went online have it. */
function toDefinition({ name, pattern, summaries }: Extract<OfflineRecord, { kind: 'metric' }>): JsonObject {
  return { ...(name === '' ? { '2': pattern } : { '1': name }), ...(summaries.length > 0 ? { '7': summaries } : {}) };
}

function change(tree: Tree, { update, remove }: Changes): void {
  for (const { path, json } of update) put(tree, path, toValue(json));
  for (const path of remove) drop(tree, path);
}

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    define(tree, first, value);
    return;
  }
  const below = Object.hasOwn(tree, first) ? tree[first] : undefined;
  const inner: Tree = isJsonObject(below) ? { ...below } : {};
  put(inner, rest, value);
  define(tree, first, inner);
}

/** `__proto__` is a key like any other. */
function define(tree: Tree, key: string, value: Json): void {
  Object.defineProperty(tree, key, { value, writable: true, enumerable: true, configurable: true });
}

function drop(tree: Tree, [first = '', ...rest]: readonly string[]): void {
  if (rest.length === 0) {
    Reflect.deleteProperty(tree, first);
    return;
  }
  const below = tree[first];
  if (!isJsonObject(below)) return;
  const inner: Tree = { ...below };
  drop(inner, rest);
  define(tree, first, inner);
}

/** Nested members become dotted keys, media stay whole. */
function toRow(items: readonly Item[]): JsonObject {
  const row: Tree = {};
  let isFlat = true;
  for (const { path, json } of items) {
    const value = toValue(json);
    isFlat &&= path.length === 1 && !isJsonObject(value);
    put(row, path, value);
  }
  if (isFlat) return row;
  const { values, others } = flatten(row, isMedia);
  // What lies under a key that a plainer one has is named by the summary, as with rows that a server keeps.
  return Object.fromEntries<Json>([...Object.entries(others), ...values]);
}

function toEvent(timestamp: number, items: readonly Item[]): JsonObject {
  const values = items.map(({ path, json }) => [`system.${path.join('.')}`, toValue(json)] as const);
  return { _timestamp: timestamp, ...Object.fromEntries(values) };
}

/** Most values are plain numbers, for which the parser of JSON with NaN would be slow. */
function toValue(json: string): Json {
  if (/^-?\d/.test(json)) {
    const number = Number(json);
    if (Number.isSafeInteger(number) || (!Number.isNaN(number) && /[.eE]/.test(json))) return number;
  }
  try {
    const value: unknown = parseJson(json);
    return isJson(value) ? value : null;
  } catch {
    return json;
  }
}

function isJson(value: unknown): value is Json {
  return value !== undefined;
}
