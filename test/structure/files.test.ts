import { execSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { trackers } from '../../adapters/registry.ts';

// The shape of the house: what no compiler checks.

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = execSync('git ls-files --cached --others --exclude-standard', { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !file.endsWith('-probe.ts') && existsSync(root + file));
const sources = files.filter((file) => file.endsWith('.ts') && !file.startsWith('src/generated/'));
const read = (file: string): string => readFileSync(root + file, 'utf8');

test('no file is longer than 300 lines', () => {
  const long = sources.filter((file) => read(file).split('\n').length > 301);
  expect(long).toEqual([]);
});

test('file names are kebab-case', () => {
  const odd = sources.filter((file) => !/^([a-z0-9-]+\/)+[a-z0-9-]+(\.test)?\.ts$/.test(file));
  expect(odd).toEqual([]);
});

test('the name of a tracker occurs in its own folder, its tests and the registry alone', () => {
  const names = new RegExp(`\\b(${trackers.map(({ kind }) => kind).join('|')})`, 'i');
  const strangers = sources.filter((file) => /^(src\/|test\/conformance\/)/.test(file) && names.test(read(file)));
  expect(strangers).toEqual([]);
});

/** Its kind, its title, and the initials of a title of several words. */
function namesOf({ kind, title }: (typeof trackers)[number]): readonly string[] {
  const words = title.split(' ');
  return [kind, title, ...(words.length > 1 ? [words.map((word) => word.slice(0, 1)).join('')] : [])];
}

test('no tracker is named in the schema, its descriptions included', () => {
  const names = trackers.flatMap(namesOf);
  const named = files
    .filter((file) => file.startsWith('schema/'))
    .flatMap((file) => {
      const text = read(file);
      return names.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(text)).map((name) => `${file}: ${name}`);
    });
  expect(named).toEqual([]);
});

test('every adapter has the same cast', () => {
  const everywhere = ['index.ts', 'config.ts', 'capabilities.ts', 'adapter.ts', 'README.md'];
  const overTheWire = ['client.ts', 'wire.ts', 'to-native-filter.ts', 'to-model.ts', 'emulator'];
  for (const { kind, emulate } of trackers) {
    const there = readdirSync(`${root}adapters/${kind}`);
    // Without an emulator it is read from disk alone, and has no protocol.
    const cast = emulate === undefined ? everywhere : [...everywhere, ...overTheWire];
    expect(there).toEqual(expect.arrayContaining(cast));
  }
});

test('there is no barrel: no file does nothing but hand on', () => {
  const barrels = sources.filter((file) => {
    const lines = read(file)
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('//'));
    const handed = lines.filter((line) => /^export (\*|\{[^}]*\}|type \{[^}]*\}) from /.test(line));
    return handed.length > lines.length * 0.6;
  });
  expect(barrels).toEqual([]);
});

test('every type, field, argument and value of the schema is described', () => {
  for (const file of files.filter((name) => name.startsWith('schema/'))) {
    const lines = read(file).split('\n');
    const bare = lines.filter((line, index) => {
      const defines = /^\s*(type|input|enum|scalar|interface) \w|^\s+\w+(\(|: )|^\s+[A-Z_]+$/.test(line);
      const before = lines[index - 1]?.trim() ?? '';
      const inText = /^\s*"/.test(line) || before.endsWith('"') || before.endsWith('"""');
      return defines && !inText && !/"[^"]*" \w+: /.test(line);
    });
    expect({ file, bare }).toEqual({ file, bare: [] });
  }
});

test('nothing speaks of the machine that it was made on', () => {
  const text = files.filter(
    (file) => !/^(package-lock\.json|test\/structure\/)/.test(file) && !/\.(png|parquet)$/.test(file),
  );
  const telling = text.filter((file) => /(\/home\/\w|\/root\/|\/Users\/\w|registry\.npmjs|pypi\.org)/.test(read(file)));
  expect(telling).toEqual([]);
});

test('every run-time dependency has its reason', () => {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(read('package.json'));
  const reasons = read('docs/decisions/dependencies.md');
  expect(Object.keys(dependencies).filter((name) => !reasons.includes(name))).toEqual([]);
});
