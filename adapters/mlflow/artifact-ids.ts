/**
 * What an artifact of MLflow is told apart by. A dataset has no id there: its name and digest are what tells two apart.
 * A run's files are its artifact root.
 */
export type ArtifactKey =
  | { readonly kind: 'dataset'; readonly name: string; readonly digest: string }
  | { readonly kind: 'model'; readonly modelId: string }
  | { readonly kind: 'files'; readonly runId: string };

export function artifactId(key: ArtifactKey): string {
  switch (key.kind) {
    case 'dataset':
      return `datasets/${key.name}@${key.digest}`;
    case 'model':
      return `models/${key.modelId}`;
    case 'files':
      return `runs/${key.runId}/artifacts`;
  }
}

/** Undefined for what is no id of an artifact. A digest holds no `@`, a name may. */
export function parseArtifactId(id: string): ArtifactKey | undefined {
  const dataset = /^datasets\/([^]+)@([^@]*)$/.exec(id);
  if (dataset !== null) return { kind: 'dataset', name: dataset[1] ?? '', digest: dataset[2] ?? '' };
  const model = /^models\/([^/]+)$/.exec(id);
  if (model !== null) return { kind: 'model', modelId: model[1] ?? '' };
  const files = /^runs\/([^/]+)\/artifacts$/.exec(id);
  return files === null ? undefined : { kind: 'files', runId: files[1] ?? '' };
}
