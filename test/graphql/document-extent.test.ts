import { Kind, parse } from 'graphql';
import { openMeasure, type Extent } from '../../src/graphql/document-extent.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { run } from '../support/runs.ts';

// Fragments may spread one another: what a document grows to is known before anybody walks it.

/** The extent of the first operation of a document. */
function extentOf(text: string): Extent | undefined {
  const { definitions } = parse(text);
  const measure = openMeasure((name) => {
    return definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name ? [node] : [],
    )[0];
  });
  return definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [measure(node.selectionSet)] : [],
  )[0];
}

/** `{ ...f0 }` with so many fragments, each of which holds the next one by `link`; the last one holds a field. */
function chain(length: number, type: string, link: (next: string) => string, last: string): string {
  const fragments = Array.from({ length }, (_fragment, index) => {
    return `fragment f${index} on ${type} { ${link(`...f${index + 1}`)} }`;
  });
  return `${fragments.join(' ')} fragment f${length} on ${type} { ${last} }`;
}

const twice = (next: string): string => `${next} ${next}`;

async function errorsOf(document: string): Promise<readonly string[]> {
  const calls: string[] = [];
  const gateway = await memoryGateway({
    s: { runs: [run('a')], capabilities: everything, onCall: (method) => void calls.push(method) },
  });
  const { errors = [] } = await gateway.execute(document);
  await gateway.close();
  expect(calls).toEqual([]);
  return errors.map(({ message }) => message);
}

test('depth and fields count what fragments hold, each time they are spread', () => {
  expect(extentOf('{ a { b } ...f } fragment f on Query { a { c { d } } e }')).toMatchObject({ depth: 3, fields: 6 });
  expect(extentOf('{ x: a { ...f } y: a { ...f } } fragment f on A { b c }')).toMatchObject({ depth: 2, fields: 6 });
  expect(extentOf('{ ... on Query { a { ... { b } } } }')).toMatchObject({ depth: 2, nesting: 4, fields: 2 });
  expect(extentOf('{ a ...f } fragment f on Query { b ...f }')).toMatchObject({ fields: 2 });
});

test.each([20, 30, 60])('%d fragments that double are measured and refused at once', async (length) => {
  const document = `{ ...f0 } ${chain(length, 'Query', twice, '__typename')}`;
  expect(extentOf(document)).toMatchObject({ fields: 2 ** length });
  expect(await errorsOf(document)).toEqual([
    expect.stringMatching(/: the operation has \d+ (root fields|fields|aliases)/),
  ]);
});

test('fragments that double on a type below the query are refused too', async () => {
  const document = `{ run(id: "s/a") { ...f0 } } ${chain(30, 'Run', twice, 'name')}`;
  expect(await errorsOf(document)).toEqual([
    expect.stringMatching(/: the operation has \d+ (root fields|fields|aliases)/),
  ]);
});

test('fields that double behind names of their own are refused', async () => {
  const both = (next: string): string => `x: parent { ${next} } y: parent { ${next} }`;
  const document = `{ run(id: "s/a") { ...f0 } } ${chain(14, 'Run', both, 'name')}`;
  expect(await errorsOf(document)).toEqual([
    expect.stringMatching(/: the operation has \d+ (root fields|fields|aliases)/),
  ]);
});

test('a chain of fragments without end of stack is refused', async () => {
  const document = `{ ...f0 } ${chain(2_400, 'Query', (next) => next, '__typename')}`;
  expect(await errorsOf(document)).toEqual(['Fragments nest deeper than 100 levels.']);
});

test('a document that doubles within the limit is answered', async () => {
  const gateway = await memoryGateway({ s: { runs: [run('a', { name: 'x' })], capabilities: everything } });
  const { data, errors } = await gateway.execute(`{ run(id: "s/a") { ...f0 } } ${chain(12, 'Run', twice, 'name')}`);
  await gateway.close();
  expect(errors).toBeUndefined();
  expect(data).toEqual({ run: { name: 'x' } });
});
