import type { Adapter } from '../../src/contract/adapter.ts';
import type { ArtifactFile } from '../../src/contract/artifacts.ts';
import { startGateway } from '../../src/graphql/gateway.ts';
import { memoryAdapter, withShelf } from '../support/memory-adapter.ts';
import { artifact } from '../support/memory-shelf.ts';
import { quietLog, sourceOf } from '../support/quiet-scope.ts';

// A tracker may list what no gateway should open: such a file has no address, and says why.

const names = ['good.txt', '..%2fsecret', 'back\\slash.txt', '%5c%5cserver%5cshare'];

test('a file by a name that would lead elsewhere is listed without an address, with the reason', async () => {
  const bare = memoryAdapter({ runs: [], capabilities: withShelf, shelf: { artifacts: [artifact('a')], edges: [] } });
  const files = names.map((path): ArtifactFile => {
    return { path, isDirectory: false, sizeBytes: 1, digest: null, contentType: null };
  });
  const adapter: Adapter = {
    ...bare,
    ...(bare.artifacts && {
      artifacts: { ...bare.artifacts, listFiles: () => Promise.resolve({ items: files, next: null }) },
    }),
  };
  const gateway = await startGateway(new Map([['s', sourceOf('s', adapter, withShelf)]]), quietLog);
  gateway.links.serveAt('http://gateway');
  const { data, errors } = await gateway.execute('{ artifact(id: "s/a") { files { nodes { path downloadUrl } } } }');
  await gateway.close();
  const url = expect.stringMatching(/^http:\/\/gateway\/artifacts\//);
  expect(data).toEqual({
    artifact: { files: { nodes: names.map((path, at) => ({ path, downloadUrl: at % 2 === 0 ? url : null })) } },
  });
  expect(errors).toMatchObject([
    { path: ['artifact', 'files', 'nodes', 1, 'downloadUrl'], extensions: { code: 'UNSUPPORTED' } },
    { path: ['artifact', 'files', 'nodes', 3, 'downloadUrl'], message: expect.stringContaining('on Windows too') },
  ]);
});
