import { LineCounter, isMap, isScalar, parseDocument, type Document } from 'yaml';
import { ConfigError } from './config-error.ts';

export type KeyPath = readonly (string | number)[];

/** A config file as data, with a way back from a key to the line that it stands in. */
export interface YamlFile {
  readonly data: unknown;
  /** `file:line:column` of a key, or of the nearest key above it. */
  locate(path: KeyPath): string;
}

/** @throws ConfigError where the text is not YAML. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error !== undefined) throw new ConfigError([`${place(error.pos[0])}  ${error.message}`]);
  return { data: document.toJS() ?? {}, locate: (path) => place(offsetOf(document, path)) };
}

/** Where the last key of the path that is there was typed. */
function offsetOf(document: Document, path: KeyPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const holder = length === 1 ? document.contents : parent;
    const pair = isMap(holder)
      ? holder.items.find(({ key }) => isScalar(key) && key.value === path[length - 1])
      : undefined;
    if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
