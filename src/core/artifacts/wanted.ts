import type { Artifact, WantedArtifacts, WantedDigest } from '../../contract/artifacts.ts';
import { compileTest } from '../query/evaluate.ts';

/** The filter of a list of artifacts as a function: what trackers were only hinted at is decided here. */
export function compileWanted({ type, name, digests, alias }: WantedArtifacts): (artifact: Artifact) => boolean {
  const tests = name.map(compileTest);
  return (artifact) =>
    (type === null || artifact.type === type) &&
    tests.every((test) => test({ value: artifact.name, text: null })) &&
    (digests === null || digests.some((wanted) => hasDigest(artifact, wanted))) &&
    (alias === null || artifact.aliases.includes(alias));
}

function hasDigest({ digest }: Artifact, { algorithm, value }: WantedDigest): boolean {
  return digest !== null && digest.value === value && (algorithm === null || algorithm === digest.algorithm);
}

/** `algorithm:value`, or the value alone. A value that holds a colon is written with its algorithm. */
export function parseDigest(text: string): WantedDigest {
  const colon = text.indexOf(':');
  if (colon <= 0) return { algorithm: null, value: text };
  return { algorithm: text.slice(0, colon), value: text.slice(colon + 1) };
}
