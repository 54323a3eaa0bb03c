import type { Gateway } from '../../../src/graphql/gateway.ts';
import { assembleConfig, type AssembleOptions } from '../../support/assemble.ts';

/** What a config file may say of an archive, `tracker` left out. */
export type ArchiveConfig = Readonly<Record<string, unknown>>;

/** A gateway over an archive on disk, which is its source `archive`. */
export function openArchive(settings: ArchiveConfig, options?: AssembleOptions): Promise<Gateway> {
  return assembleConfig({ archive: { tracker: 'neptune', deadlineMs: 60_000, ...settings } }, options);
}
