import type { AnyTracker } from '../../src/contract/tracker.ts';
import { assembleConfig, sourceIn, type AssembleOptions } from '../support/assemble.ts';
import type { OpenTarget } from './target.ts';

export interface Filled extends Pick<OpenTarget, 'runIds' | 'close'> {
  readonly id: string;
  /** What a config says of the source, `tracker` left out. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly options?: AssembleOptions;
}

/** A gateway as its users run it, over one server or archive of a tracker that was filled already. */
export async function openTarget(
  tracker: AnyTracker,
  { id, settings, options, ...filled }: Filled,
): Promise<OpenTarget> {
  const config = { [id]: { tracker: tracker.kind, ...settings } };
  const gateway = await assembleConfig(config, { keeps: 'everything', known: [tracker], ...options });
  return {
    gateway,
    source: sourceIn(gateway, id),
    runIds: filled.runIds,
    async close() {
      await gateway.close();
      await filled.close();
    },
  };
}
