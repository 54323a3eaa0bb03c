import { startMlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { serve } from '../../../src/server/serve.ts';
import { assembleConfig } from '../../support/assemble.ts';
import { at, listAt } from '../../support/json-at.ts';
import { project, sampleRun } from './emulated.ts';

// Every file that is listed is served at its address, whatever it is called.

const names = ['back\\slash.txt', 'in folder/with\\more\\of them.txt', 'q?x&y+z.txt', 'ü 100%.txt'];

test('files with odd names are downloaded from their addresses', async () => {
  const files = names.map((path) => ({ path, content: `this is ${path}` }));
  const projects = [{ name: project, description: null, createdAt: 0 }];
  const emulator = await startMlflowEmulator({ port: 0, data: { projects, runs: [sampleRun('a', { files })] } });
  const gateway = await assembleConfig({ lab: { tracker: 'mlflow', url: emulator.url } });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  try {
    const list = 'produced { nodes { files(recursive: true) { nodes { path isDirectory downloadUrl } } } }';
    const { data, errors } = await gateway.execute(`{ runs { nodes { ${list} } } }`);
    expect(errors).toBeUndefined();
    const found = listAt(data, 'runs', 'nodes', 0, 'produced', 'nodes', 0, 'files', 'nodes').filter(
      (node) => at(node, 'isDirectory') === false,
    );
    expect(found.map((node) => at(node, 'path')).sort()).toEqual([...names].sort());
    for (const node of found) {
      const answer = await fetch(String(at(node, 'downloadUrl')));
      expect([answer.status, await answer.text()]).toEqual([200, `this is ${String(at(node, 'path'))}`]);
    }
  } finally {
    await server.close();
    await gateway.close();
    await emulator.close();
  }
});
