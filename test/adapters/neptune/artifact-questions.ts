import { buffer } from 'node:stream/consumers';
import { openDownload } from '../../../src/core/artifacts/open-download.ts';
import { decodeId } from '../../../src/graphql/ids.ts';
import type { Source } from '../../../src/core/sources/source.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import { sourceIn } from '../../support/assemble.ts';
import { at, listAt } from '../../support/json-at.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { openArchive, type ArchiveConfig } from './open-archive.ts';

/** A gateway over one archive, and what tests of artifacts ask it. */
export interface Questions {
  readonly gateway: Gateway;
  readonly source: Source;
  /** What a run holds, by the name of the artifact: global ids. */
  held(run: string, field?: 'produced' | 'used'): Promise<ReadonlyMap<string, string>>;
  files(id: string | undefined, more?: string): Promise<{ readonly nodes: readonly unknown[]; readonly code: unknown }>;
  read(id: string | undefined, path: string): Promise<{ readonly bytes: Buffer; readonly contentType: string | null }>;
  close(): Promise<void>;
}

export async function openQuestions(settings: ArchiveConfig): Promise<Questions> {
  const gateway = await openArchive(settings);
  const source = sourceIn(gateway, 'archive');
  return {
    gateway,
    source,
    async held(run, field = 'produced') {
      const { data, errors } = await gateway.execute(
        `{ run(id: "archive/${run}") { ${field}(first: 100) { nodes { id name } } } }`,
      );
      expect(errors).toBeUndefined();
      const nodes = listAt(at(data, 'run'), field, 'nodes');
      return new Map(nodes.map((node) => [String(at(node, 'name')), String(at(node, 'id'))]));
    },
    async files(id, more = 'recursive: true') {
      const selection = 'nodes { path isDirectory sizeBytes contentType digest { algorithm value } } reports { code }';
      const { data } = await gateway.execute(
        `query ($id: ID!) { artifact(id: $id) { files(first: 1000, ${more}) { ${selection} } } }`,
        { id },
      );
      const list = at(data, 'artifact', 'files');
      return { nodes: listAt(list, 'nodes'), code: at(list, 'reports', 0, 'code') };
    },
    async read(id, path) {
      const request = { artifactId: decodeId(id ?? '').nativeId, path, range: null };
      const file = await openDownload(quietScope(), source, request);
      if ('outOfRange' in file) throw new Error(path);
      return { bytes: await buffer(file.body), contentType: file.contentType };
    },
    close: () => gateway.close(),
  };
}
