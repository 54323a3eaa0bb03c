import * as fc from 'fast-check';
import { checkPath } from '../../src/core/artifacts/check-path.ts';
import { openDownloadLinks } from '../../src/core/artifacts/download-links.ts';
import { parseDigest } from '../../src/core/artifacts/wanted.ts';
import { canonicalUri } from '../../src/core/lineage/canonical-uri.ts';

const names = ['a', 'a/b c/ü.txt', '100%.txt', 'a%20b', '..a', 'a..', '...', 'q?x&y+z#.txt', '%zz'];
const withBackslashes = ['back\\slash.txt', 'a/b\\c\\d.txt', 'a\\\\b', 'end\\', 'C:x', 'a%5cb', '..a\\b..'];

test.each([...names, ...withBackslashes])('%s is a path', (path) => {
  expect(checkPath(path)).toBe(path);
});

test.each([
  '',
  '/etc/passwd',
  'a//b',
  'a/',
  '.',
  '..',
  'a/../b',
  'a/./b',
  '%2e%2e/a',
  'a/%2E%2e',
  '%252e%252e/a',
  '..%2fa',
  'a%2f..%2fb',
  '%25252e%25252e/x',
  'a\\..\\b',
  '..\\b',
  'a\\..',
  'a/.\\b',
  '\\etc\\passwd',
  '\\\\server\\share',
  'a/\\b',
  'C:\\x',
  'a/c:\\x',
  '%5cx',
  'a/%5c%5cserver%5cshare',
  'c:%5cx',
  'c:%255cx',
  'a%5c..%5cb',
  'a\0b',
  'a%00b',
  'x'.repeat(5000),
])('%j is refused', (path) => {
  expect(() => checkPath(path)).toThrow(expect.objectContaining({ code: 'INVALID_QUERY' }));
});

describe('links of downloads', () => {
  let now = 1_000_000_000_000;
  const open = (signingKey = 'a key of sixteen characters') =>
    openDownloadLinks({ signingKey, publicUrl: 'https://g.example.com/base/', now: () => now });

  function parts(url: string) {
    const { pathname, searchParams } = new URL(url);
    const [, , , id = '', ...path] = pathname.split('/').map(decodeURIComponent);
    const signature = { expires: searchParams.get('expires'), signature: searchParams.get('signature') };
    return { id, path: path.join('/'), signature };
  }

  test('any id and path that is signed is accepted, by every replica with the key', () => {
    const word = fc
      .string({ minLength: 1, unit: 'binary' })
      .filter((text) => !text.includes('/') && !/^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(fc.base64String({ minLength: 4 }), fc.array(word, { minLength: 1, maxLength: 4 }), (id, names) => {
        const path = names.join('/');
        fc.pre(id.length > 0 && !id.includes('/') && path.isWellFormed());
        const url = open().urlOf(id, path);
        expect(url.startsWith('https://g.example.com/base/artifacts/')).toBe(true);
        const found = parts(url);
        expect([found.id, found.path]).toEqual([id, path]);
        open().check(found.id, found.path, found.signature);
      }),
    );
  });

  test('without a signature: UNAUTHENTICATED; altered, of another file, of another key or expired: FORBIDDEN', () => {
    const { id, path, signature } = parts(open().urlOf('id', 'a/b.txt'));
    const codeOf = (check: () => void): unknown => {
      try {
        check();
        return 'accepted';
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    };
    expect(codeOf(() => open().check(id, path, { expires: undefined, signature: undefined }))).toBe('UNAUTHENTICATED');
    expect(codeOf(() => open().check(id, path, { ...signature, signature: `${String(signature.signature)}A` }))).toBe(
      'FORBIDDEN',
    );
    expect(codeOf(() => open().check(id, path, { ...signature, expires: '99999999999' }))).toBe('FORBIDDEN');
    expect(codeOf(() => open().check(id, 'a/c.txt', signature))).toBe('FORBIDDEN');
    expect(codeOf(() => open().check('other', path, signature))).toBe('FORBIDDEN');
    expect(codeOf(() => open('another key of some length').check(id, path, signature))).toBe('FORBIDDEN');
    now += 14 * 60_000;
    expect(codeOf(() => open().check(id, path, signature))).toBe('accepted');
    now += 2 * 60_000;
    expect(codeOf(() => open().check(id, path, signature))).toBe('FORBIDDEN');
  });

  test('while nobody serves the gateway there is no address', () => {
    const links = openDownloadLinks();
    expect(() => links.urlOf('id', 'a')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
    links.serveAt('http://127.0.0.1:4000');
    expect(links.urlOf('id', 'a')).toMatch(/^http:\/\/127\.0\.0\.1:4000\/artifacts\/id\/a\?/);
  });
});

test.each([
  ['s3://Bucket/a/', 's3://bucket/a'],
  ['s3a://bucket/a', 's3://bucket/a'],
  ['HTTPS://Example.com/Data?v=1#x', 'https://example.com/Data?v=1'],
  ['gs://b', 'gs://b'],
  ['file:///data/a', undefined],
  ['/data/a', undefined],
  ['https://user:word@example.com/a', undefined],
  ['nonsense', undefined],
])('%s is spelled %s', (uri, canonical) => {
  expect(canonicalUri(uri)).toBe(canonical);
});

test('a digest is written with its algorithm or without', () => {
  expect(parseDigest('md5:abc')).toEqual({ algorithm: 'md5', value: 'abc' });
  expect(parseDigest('abc')).toEqual({ algorithm: null, value: 'abc' });
  expect(parseDigest('md5:a:b')).toEqual({ algorithm: 'md5', value: 'a:b' });
});
