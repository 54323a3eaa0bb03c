import type { Project } from '../../src/contract/project.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { at } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { run } from '../support/runs.ts';

// People write a project's name where its reference belongs. They are told what to write.

const blank = { url: null, description: null, createdAt: null, archived: false };
const project = (nativeId: string, name: string): Project => ({ ...blank, nativeId, name });
let gateway: Gateway | undefined;

beforeAll(async () => {
  gateway = await memoryGateway({
    vision: {
      runs: [run('a', { projectId: '1' })],
      capabilities: everything,
      projects: [project('1', 'image-classification'), project('2', 'acme/segmentation')],
    },
    language: { runs: [], capabilities: everything, projects: [project('7', 'Image-Classification')] },
    // A tracker that never answers keeps nobody from being told.
    stuck: { runs: [], capabilities: everything, onCall: () => new Promise<void>(() => undefined) },
  });
});

afterAll(() => gateway?.close());

async function refusal(document: string): Promise<unknown> {
  const answer = await gateway?.execute(document);
  expect(at(answer, 'errors', 0, 'extensions', 'code')).toBe('NOT_FOUND');
  return at(answer, 'errors', 0, 'message');
}

test.each([
  ['{ runs(projects: ["image-classification"]) { totalCount } }'],
  ['{ keys(kind: PARAM, projects: ["image-classification"]) { totalCount } }'],
  ['{ artifacts(projects: ["image-classification"]) { totalCount } }'],
  ['{ project(id: "image-classification") { name } }'],
])('%s', async (document) => {
  expect(await refusal(document)).toBe(
    '"image-classification" is the name of a project. Write its reference: "vision/1" or "language/7". ' +
      'By name: filter: { projectName: { eq: "image-classification" } }.',
  );
});

test('a name with a slash, and a source with a name behind it, are told too', async () => {
  expect(await refusal('{ runs(projects: ["acme/segmentation"]) { totalCount } }')).toContain(
    'Write its reference: "vision/2".',
  );
  expect(await refusal('{ runs(projects: ["vision/image-classification"]) { totalCount } }')).toBe(
    'There is no project "image-classification" in the source "vision". A project of that name is "vision/1".',
  );
});

test('what is no name of a project is refused as before', async () => {
  expect(await refusal('{ runs(projects: ["nope"]) { totalCount } }')).toBe(
    '"nope" is neither a global id nor a reference "source/native-id".',
  );
  expect(await refusal('{ runs(projects: ["nope/1"]) { totalCount } }')).toContain('There is no source "nope"');
});
