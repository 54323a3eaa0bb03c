import { z } from 'zod';

const number = z.custom<number | bigint>((value) => typeof value === 'number' || typeof value === 'bigint');
const members = z.record(z.string(), z.unknown());

const artifact = z.object({
  name: z.string(),
  type: z.string(),
  version: z.string(),
  digest: z.string(),
  size: number,
  metadata: members,
  entries: z.record(z.string(), z.tuple([z.string(), number.nullable(), z.string().nullable()])),
});

/** A run as W&B's SDK reads it: see `read.py`. */
const run = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  createdAt: z.string(),
  heartbeatAt: z.string(),
  user: z.string(),
  config: members,
  summary: members,
  tags: z.array(z.string()),
  group: z.string().nullable(),
  jobType: z.string().nullable(),
  notes: z.string().nullable(),
  scanned: z.array(members),
  sampled: z.array(members),
  events: z.array(members),
  files: z.array(z.tuple([z.string(), z.number(), z.string()])),
  logged: z.array(artifact),
  used: z.array(artifact),
});
export type ToldRun = z.infer<typeof run>;

/** What the SDK told, by project. */
export const told = z.array(z.object({ name: z.string(), runs: z.array(run) }));
export type Told = z.infer<typeof told>;

/** Rows without what a row does not have, which the SDK shows as null, and without what the SDK adds. */
export function plainRows(rows: ToldRun['scanned']): readonly (readonly [step: unknown, row: object])[] {
  return rows.map(({ _step, _runtime, ...row }) => {
    return [_step, Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))] as const;
  });
}
