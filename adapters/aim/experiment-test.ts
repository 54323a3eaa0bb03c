import type { CallContext } from '../../src/contract/context.ts';
import { toLiteral } from './to-literal.ts';

/** Names beyond this make the URL too long: then the runs are told apart here. */
const mostLetters = 2000;

/**
 * The part of a query that narrows it to projects, by name, for Aim knows no ids of them: none, where every project or a
 * great many are meant, else one. Null: there is no such project.
 */
export async function experimentTest(
  context: CallContext,
  projects: readonly string[] | null,
): Promise<readonly string[] | null> {
  if (projects === null) return [];
  const known = (await context.projects()).filter(({ nativeId }) => projects.includes(nativeId));
  if (known.length === 0) return null;
  const list = toLiteral(known.map(({ name }) => name));
  return list.length > mostLetters ? [] : [`run.experiment in ${list}`];
}
