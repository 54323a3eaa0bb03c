import { neptune } from '../../../adapters/neptune/index.ts';
import { openSource, type Source } from '../../../src/core/sources/source.ts';
import { quietLog } from '../../support/quiet-scope.ts';

/** What a config file may say of an archive, `tracker` left out. */
export type ArchiveConfig = Readonly<Record<string, unknown>>;

/** A source over an archive on disk. Its index is kept where `cacheFolder` says. */
export function openArchiveSource(
  settings: ArchiveConfig,
  id = 'archive',
  cacheFolder?: string,
  deadlineMs = 60_000,
): Source {
  const adapter = neptune.open(settings).create({
    openHttp: () => {
      throw new Error('an archive needs no connection');
    },
    now: Date.now,
    log: quietLog,
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
  });
  const { kind, capabilities } = neptune;
  return openSource({ id, tracker: kind, url: null, deadlineMs, capabilities, adapter }, quietLog);
}
