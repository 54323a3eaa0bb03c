import mime from 'mime';
import type { z } from 'zod';
import type { ArtifactFile } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { Num } from '../../src/contract/value.ts';
import type { SequenceKind } from './artifact-ids.ts';
import { readColumn } from './encoding/read-column.ts';
import type { TreeObject } from './encoding/tree.ts';
import { strictJson } from './strict-json.ts';
import { distributionSequence, figureSequence, mediaSequence, textSequence } from './wire-artifacts.ts';

/** A record of a sequence as a file: its bytes, or where the server has them. */
export interface SequenceFile extends ArtifactFile {
  readonly content: { readonly bytes: Buffer } | { readonly blob: string };
}

/**
 * The records of a sequence as files: `step/index.format` for kinds with many in one step, and `step.json` for the
 * others.
 */
export function filesOfSequence(kind: SequenceKind, sequence: TreeObject): readonly SequenceFile[] {
  switch (kind) {
    case 'images':
    case 'audios':
      return everyItem(checked(mediaSequence, sequence), (step, { index, format, blob_uri: blob }) => {
        const ending = format?.toLowerCase() ?? '';
        const path = `${step}/${index}.${/^[a-z0-9]+$/.test(ending) ? ending : 'bin'}`;
        return {
          path,
          isDirectory: false,
          sizeBytes: null,
          digest: null,
          contentType: typeOf(path),
          content: { blob },
        };
      });
    case 'texts':
      return everyItem(checked(textSequence, sequence), (step, { index, data }) => {
        return fileOf(`${step}/${index}.txt`, data);
      });
    case 'figures':
      return every(checked(figureSequence, sequence), (step, { data }) => fileOf(`${step}.json`, data));
    case 'distributions':
      return every(checked(distributionSequence, sequence), (step, { bin_count, range, data }) => {
        const weights = data === null ? null : [...readColumn(data, 'weights')];
        return fileOf(`${step}.json`, strictJson({ bin_count, range, weights }));
      });
  }
}

/** The step that a path lies in; null for paths of no step. */
export function stepOf(path: string): number | null {
  const digits = /^(\d{1,15})(?:\/|\.json$|$)/.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

interface Columns<T> {
  readonly iters: readonly Num[];
  readonly values: readonly T[];
}

function every<T, R>({ iters, values }: Columns<T>, toFile: (step: Num, value: T) => R): readonly R[] {
  return values.map((value, at) => toFile(iters[at] ?? 0, value));
}

function everyItem<T>(columns: Columns<readonly T[]>, toFile: (step: Num, item: T) => SequenceFile) {
  return every(columns, (step, items) => items.map((item) => toFile(step, item))).flat();
}

function fileOf(path: string, text: string): SequenceFile {
  const bytes = Buffer.from(text);
  const contentType = typeOf(path);
  return { path, isDirectory: false, sizeBytes: bytes.length, digest: null, contentType, content: { bytes } };
}

function typeOf(path: string): string | null {
  return mime.getType(path);
}

function checked<T>(schema: z.ZodType<Columns<T>>, sequence: TreeObject): Columns<T> {
  const parsed = schema.safeParse(sequence);
  if (parsed.success && parsed.data.iters.length === parsed.data.values.length) return parsed.data;
  const issue = parsed.error?.issues[0];
  throw new RungraphError('PROTOCOL', "The server's records of a sequence are not whole.", {
    detail: issue === undefined ? 'columns differ in length' : `${issue.path.map(String).join('.')}: ${issue.message}`,
  });
}
