import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { contractVersion } from '../../src/core/cache/calls/cache-key.ts';

/** Whose methods' answers are kept, and the envelope they are kept in. */
const readers = ['Adapter', 'RunReader', 'ArtifactReader', 'LineageReader', 'ModelReader', 'EnvironmentReader'];
const envelope = 'Entry';

/** Asked of the tracker each time: a probe, a closing, words for `explain`, a stream of bytes. */
const notKept = new Set(['probe', 'close', 'describeSearch', 'openFile']);

interface Shapes {
  readonly contractVersion: number;
  /** Digests of the declarations without their comments, by type. */
  readonly types: Readonly<Record<string, string>>;
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

const files = [
  ...readdirSync('src/contract').map((file) => `src/contract/${file}`),
  'src/core/cache/stores/entry.ts',
].map((path) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
const printer = ts.createPrinter({ removeComments: true });

function declarations(): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const file of files) {
    for (const statement of file.statements) {
      if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) continue;
      const name = statement.name.text;
      if (found.has(name)) throw new Error(`Two types are called ${name}: this test tells types by their names.`);
      found.set(name, statement);
    }
  }
  return found;
}

/** The names of the types that a type is made of. */
function namesIn(node: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isTypeReferenceNode(part) || ts.isExpressionWithTypeArguments(part)) {
      const name = ts.isTypeReferenceNode(part) ? part.typeName : part.expression;
      if (ts.isIdentifier(name)) names.push(name.text);
    }
    ts.forEachChild(part, visit);
  };
  visit(node);
  return names;
}

function answersOf(reader: Declaration | undefined): readonly string[] {
  if (reader === undefined || !ts.isInterfaceDeclaration(reader)) throw new Error('A reader is an interface.');
  return reader.members.filter(ts.isMethodSignature).flatMap(({ name, type }) => {
    return type === undefined || notKept.has(name.getText()) ? [] : namesIn(type);
  });
}

/** Everything that a kept answer is made of. */
function keptShapes(): Shapes {
  const all = declarations();
  const found = new Map<string, string>();
  const waiting = [...readers.flatMap((reader) => answersOf(all.get(reader))), envelope];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const declaration = all.get(name);
    if (declaration === undefined || found.has(name)) continue;
    const text = printer.printNode(ts.EmitHint.Unspecified, declaration, declaration.getSourceFile());
    found.set(name, createHash('sha256').update(text.replace(/\s+/g, ' ')).digest('hex').slice(0, 12));
    waiting.push(...namesIn(declaration));
  }
  return { contractVersion, types: Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

test('a cached shape that changes brings another contract version', () => {
  const path = 'test/structure/cached-shapes.json';
  const written: Shapes = JSON.parse(readFileSync(path, 'utf8'));
  const now = keptShapes();
  const names = new Set([...Object.keys(written.types), ...Object.keys(now.types)]);
  const changed = [...names].filter((name) => written.types[name] !== now.types[name]);
  const advice =
    changed.length === 0
      ? []
      : [
          `Changed: ${changed.join(', ')}. Raise contractVersion in src/core/cache/calls/cache-key.ts by one,`,
          `then write this to ${path}: ${JSON.stringify(now)}`,
        ];
  expect(advice).toEqual([]);
  expect(now.contractVersion).toBe(written.contractVersion);
});

test('the shapes hold what a page of runs, a series and a list of files are made of', () => {
  const { types } = keptShapes();
  expect(Object.keys(types)).toEqual(expect.arrayContaining(['RunPage', 'Run', 'Series', 'Project', 'Page', 'Entry']));
  expect(Object.keys(types)).not.toContain('ProbeAnswer');
});
