import { text } from 'node:stream/consumers';
import { openDownload } from '../../../src/core/artifacts/open-download.ts';
import { decodeId } from '../../../src/graphql/ids.ts';
import { at, listAt } from '../../support/json-at.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { ask } from './ask.ts';
import type { Check, Conformance } from './check.ts';

/** Every node of a list, read in pages of two. */
async function readAll(conformance: Conformance, field: string, selection: string): Promise<readonly unknown[]> {
  const nodes: unknown[] = [];
  let after: unknown = null;
  const separator = field.includes('(') ? `${field.slice(0, -1)}, ` : `${field}(`;
  do {
    const list = `${separator}first: 2, after: $after) { nodes { ${selection} } pageInfo { hasNextPage endCursor } }`;
    const answer = await ask(conformance.gateway, `query ($after: String) { list: ${list} }`, { after });
    nodes.push(...listAt(answer['list'], 'nodes'));
    after = at(answer['list'], 'pageInfo', 'hasNextPage') === true ? at(answer['list'], 'pageInfo', 'endCursor') : null;
  } while (after !== null);
  return nodes;
}

export const checkArtifacts: readonly Check[] = [
  {
    id: 'artifacts-or-unsupported',
    says: 'a source that keeps no artifacts, links or models says so, and never answers an empty list that looks like truth',
    async run({ gateway, source, runs, declares }) {
      const reports = 'totalCount reports { state code }';
      const { artifacts, models, run } = await ask(
        gateway,
        `{ artifacts(first: 1) { ${reports} } models(first: 1) { ${reports} }
           run(id: "${runs[0]?.source ?? ''}/${runs[0]?.nativeId ?? ''}") { used { ${reports} } produced { ${reports} } } }`,
      );
      const { capabilities } = await source.probe.answer();
      const skipped = { totalCount: null, reports: [{ state: 'SKIPPED', code: 'UNSUPPORTED' }] };
      if (capabilities.artifacts === undefined) expect(artifacts).toEqual(skipped);
      else {
        // Which of the sample's artifacts were stored has to be said (`Target.artifacts`), or nothing is proven of them.
        expect({ declares }).toEqual({ declares: true });
        expect(at(artifacts, 'reports', 0, 'state')).toBe('OK');
      }
      if (source.adapter.models === undefined) expect(models).toEqual(skipped);
      for (const [name, kind] of [
        ['used', 'USED'],
        ['produced', 'PRODUCED'],
      ] as const) {
        if (capabilities.edges?.includes(kind) === true) expect(at(run, name, 'reports', 0, 'state')).toBe('OK');
        else expect(at(run, name)).toEqual(skipped);
      }
    },
  },
  {
    id: 'datasets',
    needs: 'datasets',
    says: 'every dataset is listed once, with its digest and the runs that read it',
    async run(conformance) {
      const selection = 'name type digest { value } usedBy(first: 1000) { nodes { nativeId } reports { state } }';
      const found = await readAll(conformance, 'artifacts(filter: { type: DATASET })', selection);
      const users = new Map<string, string[]>();
      for (const { nativeId, run } of conformance.samples) {
        if (run.archived) continue;
        for (const { name, digest } of run.datasets) {
          const key = `${name}@${digest}`;
          users.set(key, [...(users.get(key) ?? []), nativeId]);
        }
      }
      const shown = found.map((node) => {
        const ids = listAt(node, 'usedBy', 'nodes').map((run) => String(at(run, 'nativeId')));
        return [`${String(at(node, 'name'))}@${String(at(node, 'digest', 'value'))}`, ids.sort()] as const;
      });
      expect(new Set(shown)).toEqual(new Set([...users].map(([key, ids]) => [key, ids.sort()])));
      expect(shown).toHaveLength(users.size);
    },
  },
  {
    id: 'used',
    needs: 'datasets',
    says: 'a run names the datasets that it read',
    async run({ gateway, samples, source }) {
      for (const { nativeId, run } of samples.filter(({ run }) => run.datasets.length > 0).slice(-12)) {
        const { run: shown } = await ask(
          gateway,
          `{ run(id: "${source.id}/${nativeId}") { used { nodes { name type digest { value } } } provenance { datasets { name } } } }`,
        );
        const datasets = listAt(shown, 'used', 'nodes').filter((node) => at(node, 'type') === 'DATASET');
        const expected = run.datasets.map(({ name, digest }) => ({ name, type: 'DATASET', digest: { value: digest } }));
        expect(new Set(datasets)).toEqual(new Set(expected));
        expect(listAt(shown, 'provenance', 'datasets')).toHaveLength(expected.length);
      }
    },
  },
  {
    id: 'files',
    needs: 'files',
    says: 'files are listed as a tree and read byte for byte, also in part',
    async run(conformance) {
      const { gateway, samples, source } = conformance;
      for (const { nativeId, run } of samples.filter(({ run }) => run.files.length > 0)) {
        const { run: shown } = await ask(
          gateway,
          `{ run(id: "${source.id}/${nativeId}") { produced { nodes { id type producedBy { nativeId } } } } }`,
        );
        const artifact = listAt(shown, 'produced', 'nodes').find((node) => at(node, 'type') === 'FILES');
        expect(at(artifact, 'producedBy', 'nativeId')).toBe(nativeId);
        const id = String(at(artifact, 'id'));
        const { artifact: top } = await ask(
          gateway,
          `{ artifact(id: "${id}") { files { nodes { path isDirectory } } } }`,
        );
        const roots = [...new Set(run.files.map(({ path }) => path.split('/')[0]))].sort();
        expect(listAt(top, 'files', 'nodes').map((file) => at(file, 'path'))).toEqual(roots);
        const { artifact: all } = await ask(
          gateway,
          `{ artifact(id: "${id}") { files(recursive: true, first: 1000) { nodes { path isDirectory sizeBytes } } } }`,
        );
        const expected = run.files.map(({ path, content }) => {
          return { path, isDirectory: false, sizeBytes: Buffer.byteLength(content) };
        });
        expect(listAt(all, 'files', 'nodes')).toEqual(expected.sort((a, b) => (a.path < b.path ? -1 : 1)));
        for (const { path, content } of run.files) {
          const request = { artifactId: decodeId(id).nativeId, path };
          const whole = await openDownload(quietScope(), source, { ...request, range: null });
          if ('outOfRange' in whole) throw new Error(path);
          expect(await text(whole.body)).toBe(content);
          if (content.length < 4) continue;
          const part = await openDownload(quietScope(), source, { ...request, range: { from: 1, to: 2 } });
          if ('outOfRange' in part) throw new Error(path);
          const { range } = part;
          expect(await text(part.body)).toBe(range === null ? content : content.slice(range.from, range.to + 1));
        }
      }
    },
  },
  {
    id: 'files-refused',
    needs: 'files',
    says: 'a folder asked as a file, a file as a folder, and what is not there are coded errors',
    async run({ gateway, samples, source }) {
      const { nativeId = '' } = samples.find(({ run }) => run.files.some(({ path }) => path.includes('/'))) ?? {};
      const { run } = await ask(gateway, `{ run(id: "${source.id}/${nativeId}") { produced { nodes { id type } } } }`);
      const id = String(
        at(
          listAt(run, 'produced', 'nodes').find((node) => at(node, 'type') === 'FILES'),
          'id',
        ),
      );
      const codeOf = async (path: string): Promise<unknown> => {
        const { artifact } = await ask(
          gateway,
          `query ($id: ID!, $path: String) { artifact(id: $id) { files(path: $path) { nodes { path } reports { state code } } } }`,
          { id, path },
        );
        expect(listAt(artifact, 'files', 'nodes')).toEqual([]);
        return at(artifact, 'files', 'reports', 0, 'code');
      };
      expect([await codeOf('notes.md'), await codeOf('nowhere')]).toEqual(['INVALID_QUERY', 'NOT_FOUND']);
      const open = (path: string) =>
        openDownload(quietScope(), source, { artifactId: decodeId(id).nativeId, path, range: null });
      await expect(open('plots')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
      await expect(open('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(
        await openDownload(quietScope(), source, {
          artifactId: decodeId(id).nativeId,
          path: 'notes.md',
          range: { from: 999, to: null },
        }),
      ).toMatchObject({ outOfRange: true });
    },
  },
  {
    id: 'unknown-artifact',
    says: 'an artifact or model that is not there is NOT_FOUND; where their list is UNSUPPORTED, so is this',
    async run({ gateway, source }) {
      const list = '(first: 1) { reports { code } }';
      const lists = await ask(gateway, `{ artifacts${list} models${list} }`);
      const codeBy = (field: string) => at(lists[field], 'reports', 0, 'code') ?? 'NOT_FOUND';
      const ids = [
        `artifact(id: "${source.id}/nosuch")`,
        `artifact(id: "${source.id}/runs/nosuch/artifacts")`,
        `artifact(id: "${source.id}/datasets/no@such")`,
      ];
      const codes = ids.map(() => codeBy('artifacts'));
      ids.push(`model(id: "${source.id}/nosuch")`);
      codes.push(codeBy('models'));
      const { errors } = await gateway.execute(
        `{ ${ids.map((field, index) => `f${String(index)}: ${field} { id }`).join(' ')} }`,
      );
      // One error names all places of its kind.
      const found = new Map(
        errors?.flatMap(({ path, extensions }) => {
          const paths: unknown = extensions?.['paths'] ?? [path];
          return (Array.isArray(paths) ? paths : []).map((place) => [String(place), extensions?.['code']] as const);
        }),
      );
      expect(codes.map((_code, index) => found.get(`f${String(index)}`))).toEqual(codes);
    },
  },
  {
    id: 'models',
    needs: 'registry',
    says: 'registered models have their versions, newest first, with aliases, run and artifact',
    async run(conformance) {
      const { samples, source, artifacts, versionName } = conformance;
      const selection = 'name versions { nodes { version aliases run { nativeId } artifact { name type } } }';
      const found = await readAll(conformance, 'models', selection);
      const versions = samples.flatMap(({ nativeId, run }) =>
        run.models.flatMap(({ name, registered }) =>
          registered === null ? [] : [{ nativeId, name, of: registered.name, aliases: [...registered.aliases].sort() }],
        ),
      );
      const expected = [...new Set(versions.map(({ of }) => of))].map((name) => {
        const own = versions.filter(({ of }) => of === name);
        const nodes = own.map((version, index) => ({
          version: versionName(index),
          aliases: version.aliases,
          run: { nativeId: version.nativeId },
          artifact: artifacts.models ? { name: version.name, type: 'MODEL' } : { name: 'artifacts', type: 'FILES' },
        }));
        return { name, versions: { nodes: nodes.reverse() } };
      });
      expect(found).toEqual(expected);
      const { models } = await ask(
        conformance.gateway,
        '{ models(search: "DIGIT") { nodes { name source { name } } } }',
      );
      expect(listAt(models, 'nodes')).toEqual(expected.map(({ name }) => ({ name, source: { name: source.id } })));
    },
  },
];
