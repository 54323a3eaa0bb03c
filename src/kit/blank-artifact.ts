import type { Artifact } from '../contract/artifacts.ts';

/** What most artifacts of most trackers lack. The maker of one says the rest, so that nothing is left out unseen. */
export const blankArtifact = {
  version: null,
  aliases: [],
  description: null,
  metadata: null,
  digest: null,
  sizeBytes: null,
} satisfies Partial<Artifact>;
