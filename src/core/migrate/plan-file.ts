import { readFile, rename, writeFile } from 'node:fs/promises';
import { LineCounter, isNode, parseDocument } from 'yaml';
import { z } from 'zod';
import { RungraphError } from '../../contract/error.ts';
import { lossCodes } from '../../contract/write-table.ts';
import { codeOf } from '../../disk/code-of.ts';
import { notWritten } from '../../disk/not-written.ts';

const lossCode = z.enum(lossCodes);
export const lossCounts = z.partialRecord(
  lossCode,
  z.object({ count: z.number().int().min(1), examples: z.array(z.string()).readonly() }),
);

const plannedRun = z.strictObject({
  /** Native id at the source. */
  id: z.string().min(1),
  /** Native id of its project at the source. */
  project: z.string(),
  name: z.string().nullable(),
  parent: z.string().nullable(),
  archived: z.boolean(),
  /** It went on when it was looked at. */
  running: z.boolean(),
  /** Tells whether the run changed since. */
  fingerprint: z.string(),
  params: z.number(),
  tags: z.number(),
  series: z.number(),
  /** Null where the source does not tell before points are read. */
  points: z.number().nullable(),
  files: z.number(),
  bytes: z.number(),
  losses: lossCounts,
});

const plannedModel = z.strictObject({
  /** Native id at the source. */
  id: z.string().min(1),
  name: z.string(),
  /** Native ids at the source, the oldest first. */
  versions: z.array(z.string()),
  losses: lossCounts,
});

const filePolicy = z.union([
  z.strictObject({ kind: z.enum(['all', 'none']) }),
  z.strictObject({ kind: z.literal('under'), bytes: z.number().min(1) }),
]);

const sideCalls = z.strictObject({ calls: z.number(), callMs: z.number() });

const planShape = z.strictObject({
  format: z.literal('rungraph plan 1'),
  madeAt: z.string(),
  from: z.strictObject({ source: z.string(), tracker: z.string(), knownAs: z.string().min(1) }),
  to: z.strictObject({ source: z.string(), tracker: z.string(), version: z.string().nullable() }),
  options: z.strictObject({
    where: z.string().nullable(),
    archived: z.enum(['EXCLUDE', 'INCLUDE', 'ONLY']),
    artifacts: filePolicy,
    running: z.enum(['skip', 'snapshot', 'wait']),
    strict: z.boolean(),
    allow: z.array(lossCode),
  }),
  /** Losses that only points show were counted: every series was read. */
  exact: z.boolean(),
  /** Calls of either side with what one took while the plan was made, and seconds if they all take as long. */
  estimate: z.strictObject({ from: sideCalls, to: sideCalls, seconds: z.number() }),
  projects: z.array(z.strictObject({ from: z.string(), name: z.string(), to: z.string().min(1) })),
  /** Registered models, which follow the runs. */
  models: z.array(plannedModel),
  runs: z.array(plannedRun),
  /** At the target already, and complete. */
  present: z.number(),
});

export type Plan = z.infer<typeof planShape>;
export type PlannedRun = z.infer<typeof plannedRun>;
export type PlannedModel = z.infer<typeof plannedModel>;

/** Writes a plan beside its place and moves it there, so that nobody reads half of one. */
export async function writePlan(file: string, plan: Plan): Promise<void> {
  const { runs, ...head } = plan;
  const text = JSON.stringify({ ...head, runs: [] }, null, 2);
  // A line a run: an edited plan is told of by its line.
  const lines = runs.map((run) => `    ${JSON.stringify(run)}`).join(',\n');
  const whole = runs.length === 0 ? text : text.replace(/"runs": \[\]\n\}$/, `"runs": [\n${lines}\n  ]\n}`);
  try {
    await writeFile(`${file}.tmp`, `${whole}\n`);
    await rename(`${file}.tmp`, file);
  } catch (error) {
    throw notWritten(file, error);
  }
}

/** @throws INVALID_QUERY, which names the line, where the file is no plan. */
export async function readPlan(file: string): Promise<Plan> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const why = codeOf(error) === 'ENOENT' ? 'is not there' : 'cannot be read';
    throw new RungraphError('NOT_FOUND', `The plan ${file} ${why}; rungraph migrate plan -o ${file} writes one.`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const [error] = parseDocument(text).errors;
    const line = error?.linePos?.[0].line ?? 1;
    throw new RungraphError(
      'INVALID_QUERY',
      `${file}:${line} is no JSON: ${error?.message.split('\n')[0] ?? 'it does not parse'}`,
    );
  }
  const parsed = planShape.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map(String);
  const spelled = path.join('.') || 'the plan';
  throw new RungraphError(
    'INVALID_QUERY',
    `${file}:${lineOf(text, issue?.path ?? [])} ${spelled}: ${issue?.message ?? 'is wrong'}`,
  );
}

/** The line of what lies at a path, or of the nearest thing around it. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
