import { parse } from 'graphql';
import { openDocumentStore } from '../../src/graphql/document-store.ts';

const mebibyte = 1024 * 1024;

test('documents are kept until newer ones need their place, and long ones need more of it', async () => {
  const store = openDocumentStore(mebibyte);
  for (let at = 0; at < 100; at += 1) await store.set(String(at), parse(`{ q${String(at)}: version }`));
  expect(await store.get('99')).toHaveProperty('kind', 'Document');
  expect(await store.get('0')).toBeUndefined();
  expect(await store.get('60')).toBeDefined();
  const long = parse(`{ ${Array.from({ length: 500 }, (_field, at) => `field${String(at)}`).join(' ')} }`);
  await store.set('long', long);
  expect(await store.get('long')).toBe(long);
  expect(await store.get('50')).toBeUndefined();
  await store.delete('long');
  expect(await store.get('long')).toBeUndefined();
});
