import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sample } from '../../../src/contract/tracker.ts';
import { speechTeam } from '../../../src/emulator-kit/sample/speech-team.ts';
import { writeArchive } from './write-archive.ts';

/** The demo's archive, in a folder of its own that goes when it is closed. */
export async function startSampleArchive(): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-archive-'));
  const [path, filesPath] = [join(folder, 'data'), join(folder, 'files')];
  await writeArchive(speechTeam, { folder: path, filesFolder: filesPath, line: '3.x', workspace: 'voice' });
  return { source: { path, filesPath }, close: () => rm(folder, { recursive: true, force: true }) };
}
