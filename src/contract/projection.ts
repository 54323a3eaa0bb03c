/** Which keys of a part of a run the client will see. */
export interface KeySelection {
  readonly all: boolean;
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
}

/** The parts of a run that are selected key by key. */
export type KeyPart = 'params' | 'metrics' | 'tags';

export type RunPart = 'notes' | 'native' | 'provenance';

/** What somebody asked for. An adapter may fetch more, and must not fetch at a price what is not in here. */
export interface Projection {
  readonly params: KeySelection;
  readonly metrics: KeySelection;
  readonly tags: KeySelection;
  readonly parts: readonly RunPart[];
}

export const noKeys: KeySelection = { all: false, keys: [], prefixes: [] };
export const allKeys: KeySelection = { all: true, keys: [], prefixes: [] };
export const emptyProjection: Projection = { params: noKeys, metrics: noKeys, tags: noKeys, parts: [] };
