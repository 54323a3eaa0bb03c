import { readFileSync } from 'node:fs';
import { minVersion, satisfies } from 'semver';

// `npm ci` says nothing about engines on the oldest Node that is promised.

interface Locked {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
}

const textOf = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('every locked package runs on the oldest Node that this one names', () => {
  const { engines }: { readonly engines: { readonly node: string } } = JSON.parse(textOf('package.json'));
  const oldest = minVersion(engines.node)?.version ?? '';
  expect(oldest).toMatch(/^20\./);
  const { packages }: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(textOf('package-lock.json'));
  expect(Object.keys(packages).length).toBeGreaterThan(500);
  const others = Object.entries(packages).filter(([, { engines: own }]) => {
    return own?.node !== undefined && !satisfies(oldest, own.node);
  });
  expect(
    others.map(([path, { version, engines: own }]) => `${path}@${version ?? ''} wants ${own?.node ?? ''}`),
  ).toEqual([]);
});
