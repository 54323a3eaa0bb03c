import type { SampleDataset } from './sample-data.ts';

/** Data that both sample teams read, each from a tracker of its own. */
export const fieldNotes: SampleDataset = {
  name: 'field-notes',
  digest: '3d9a70c4',
  uri: 's3://notes/2026/v2',
  role: 'captions',
};
