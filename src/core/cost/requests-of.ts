import type { Capabilities, RequestTable } from '../../contract/capabilities.ts';

/** What a tracker gets where it declares nothing else. */
const usual: RequestTable = {
  probe: 1,
  projects: 1,
  page: 1,
  run: 1,
  series: 1,
  artifactPage: 1,
  artifact: 1,
  files: 1,
  edges: 1,
  modelPage: 1,
  model: 1,
  versions: 1,
  version: 1,
  environment: 1,
};

/** How many requests each thing costs at a tracker. */
export function requestsOf({ requests }: Pick<Capabilities, 'requests'>): RequestTable {
  return { ...usual, ...requests };
}
