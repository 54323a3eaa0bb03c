import { canonicalJson } from '../../src/contract/canonical-json.ts';
import { parseJson } from '../../src/kit/parse-json.ts';
import type { MetricContext } from '../../src/contract/value.ts';

/** Kinds of objects that a run tracks step by step, as Aim calls them. */
export const sequenceKinds = ['audios', 'distributions', 'figures', 'images', 'texts'] as const;
export type SequenceKind = (typeof sequenceKinds)[number];

/** Objects of one name and context, of all steps. */
export interface SequenceKey {
  readonly kind: SequenceKind;
  readonly runId: string;
  readonly name: string;
  readonly context: MetricContext;
}

/** What an artifact of Aim is told apart by; all of them are of a run. */
export type ArtifactKey =
  | SequenceKey
  /** What the run printed. */
  | { readonly kind: 'logs'; readonly runId: string }
  /** A file that was stored elsewhere: Aim keeps its URI. */
  | { readonly kind: 'stored'; readonly runId: string; readonly name: string };

export function artifactId(key: ArtifactKey): string {
  const run = `runs/${encodeURIComponent(key.runId)}`;
  if (key.kind === 'logs') return `${run}/logs`;
  const name = encodeURIComponent(key.name);
  if (key.kind === 'stored') return `${run}/stored/${name}`;
  const context = Object.keys(key.context).length === 0 ? '' : `/${encodeURIComponent(canonicalJson(key.context))}`;
  return `${run}/${key.kind}/${name}${context}`;
}

/** Undefined for what is no id of an artifact. */
export function parseArtifactId(id: string): ArtifactKey | undefined {
  const [start, runId = '', kind, name, json = '{}', ...more] = decoded(id.split('/'));
  if (start !== 'runs' || /^\.{0,2}$/.test(runId) || more.length > 0) return undefined;
  const key = name === undefined ? logsKey(runId, kind) : namedKey(runId, kind, { name, json });
  // One id for each artifact: what is spelt otherwise is the id of none.
  return key !== undefined && artifactId(key) === id ? key : undefined;
}

function logsKey(runId: string, kind: string | undefined): ArtifactKey | undefined {
  return kind === 'logs' ? { kind, runId } : undefined;
}

function namedKey(
  runId: string,
  kind: string | undefined,
  { name, json }: { readonly name: string; readonly json: string },
): ArtifactKey | undefined {
  if (kind === 'stored') return { kind, runId, name };
  const found = sequenceKinds.find((word) => word === kind);
  const context = readContext(json);
  return found === undefined || context === undefined ? undefined : { kind: found, runId, name, context };
}

function readContext(json: string): MetricContext | undefined {
  try {
    const value: unknown = parseJson(json);
    return isContext(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whatever JSON holds is of the right kind below the outermost object. */
function isContext(value: unknown): value is MetricContext {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decoded(parts: readonly string[]): readonly string[] {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return [];
  }
}
