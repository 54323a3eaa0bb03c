import { checkPath } from '../../../src/core/artifacts/check-path.ts';
import { at, listAt } from '../../support/json-at.ts';
import { ask } from './ask.ts';
import type { Check } from './check.ts';

export const checkFileNames: readonly Check[] = [
  {
    id: 'file-names',
    needs: 'files',
    says: 'every file is listed by a path that the gateway takes back, whatever it is called',
    async run({ gateway, source, samples }) {
      const saved = samples.filter(({ run }) => run.files.length > 0 && !run.archived);
      expect(saved.length).toBeGreaterThan(1);
      for (const { nativeId, run } of saved) {
        const files = 'produced { nodes { type files(recursive: true) { nodes { path isDirectory } } } }';
        const { run: found } = await ask(gateway, `{ run(id: "${source.id}/${nativeId}") { ${files} } }`);
        const listed = listAt(found, 'produced', 'nodes')
          .filter((node) => at(node, 'type') === 'FILES')
          .flatMap((node) => listAt(node, 'files', 'nodes'))
          .filter((node) => at(node, 'isDirectory') === false)
          .map((node) => String(at(node, 'path')));
        expect(listed).toEqual(expect.arrayContaining(run.files.map(({ path }) => path)));
        for (const path of listed) expect(checkPath(path)).toBe(path);
      }
    },
  },
];
