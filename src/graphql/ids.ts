import { RungraphError } from '../contract/error.ts';

/** What can be named by a global id. */
export const nodeTypes = ['Source', 'Project', 'Run', 'Artifact', 'Model', 'ModelVersion'] as const;
export type NodeType = (typeof nodeTypes)[number];

/** Something in a source, by the tracker's own id. For a source itself the native id is empty. */
export interface Reference {
  readonly source: string;
  readonly nativeId: string;
}

/** Opaque to clients: base64url of type, source and native id. */
export function encodeId(type: NodeType, source: string, nativeId = ''): string {
  return Buffer.from(`${type}\n${source}\n${nativeId}`).toString('base64url');
}

/** Readable, for places where the type is known. A source's id holds no slash. */
export function encodeRef(source: string, nativeId: string): string {
  return `${source}/${nativeId}`;
}

/** @throws NOT_FOUND for what is no global id. */
export function decodeId(id: string): Reference & { readonly type: NodeType } {
  const match = /^(\w+)\n([^\n/]+)\n([^]*)$/.exec(Buffer.from(id, 'base64url').toString());
  const type = nodeTypes.find((known) => known === match?.[1]);
  if (match === null || type === undefined) throw notFound(id);
  return { type, source: match[2] ?? '', nativeId: match[3] ?? '' };
}

/** A global id of this type, or `source/native-id`. @throws NOT_FOUND for anything else. */
export function parseReference(type: NodeType, id: string): Reference {
  const slash = id.indexOf('/');
  if (slash > 0) return { source: id.slice(0, slash), nativeId: id.slice(slash + 1) };
  const decoded = decodeId(id);
  if (decoded.type !== type) {
    throw new RungraphError('NOT_FOUND', `"${id}" is the id of a ${decoded.type}, not of a ${type}.`);
  }
  return decoded;
}

function notFound(id: string): RungraphError {
  return new RungraphError(
    'NOT_FOUND',
    `"${id.slice(0, 100)}" is neither a global id nor a reference "source/native-id".`,
  );
}
