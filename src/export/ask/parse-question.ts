import type { z } from 'zod';
import { RungraphError } from '../../contract/error.ts';
import { nearest } from '../../core/language/nearest.ts';

/** A question as it was sent, checked. @throws INVALID_QUERY that names the first parameter that is wrong. */
export function parseQuestion<S extends z.ZodObject>(schema: S, asked: unknown): z.output<S> {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = Object.keys(schema.shape);
    const meant = path === '' ? nearest(key, known) : undefined;
    const advice = meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`;
    const where =
      path === ''
        ? `There is no parameter "${key.slice(0, 100)}" here; ${advice}.`
        : `${path}: there is no "${key.slice(0, 100)}".`;
    throw new RungraphError('INVALID_QUERY', where.replace('?.', '?'));
  }
  const at = path === '' ? 'The question' : path;
  throw new RungraphError('INVALID_QUERY', `${at}: ${issue?.message ?? 'it is wrong'}.`);
}
