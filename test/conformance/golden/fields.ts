import type { GoldenCase } from './golden-case.ts';
import { bareRun, goldenRun, withTag } from './golden-run.ts';

const noon = Date.UTC(2026, 2, 5, 12, 0, 0, 500);

/** Fields of a run: status, times, duration, project, and tags, which are always text. */
export const fields: readonly GoldenCase[] = [
  {
    rule: 'a status is compared by its word',
    filter: { status: { in: ['RUNNING', 'UNKNOWN'] } },
    yes: [goldenRun({ status: 'RUNNING' }), goldenRun({ status: 'UNKNOWN' })],
    no: [goldenRun({ status: 'FAILED' })],
  },
  {
    rule: 'UNKNOWN is a status, not a missing one',
    filter: { not: { status: { eq: 'FINISHED' } } },
    yes: [goldenRun({ status: 'UNKNOWN' })],
    no: [goldenRun({ status: 'FINISHED' })],
  },
  {
    rule: 'times are compared to the millisecond',
    filter: { startedAt: { eq: '2026-03-05T12:00:00.500Z' } },
    yes: [goldenRun({ startedAt: noon })],
    no: [goldenRun({ startedAt: noon + 1 }), goldenRun({ startedAt: noon - 1 }), bareRun],
  },
  {
    rule: 'times are instants, whatever the offset they are written in',
    filter: { startedAt: { lte: '2026-03-05T14:00:00.5+02:00', gt: '2026-03-05T06:30:00.499-05:30' } },
    yes: [goldenRun({ startedAt: noon })],
    no: [goldenRun({ startedAt: noon + 1 }), goldenRun({ startedAt: noon - 1 })],
  },
  {
    rule: 'a time that is missing is neither before nor after',
    filter: { or: [{ endedAt: { lt: '2100-01-01T00:00:00Z' } }, { endedAt: { gte: '2100-01-01T00:00:00Z' } }] },
    yes: [goldenRun({ endedAt: noon })],
    no: [bareRun],
  },
  {
    rule: 'a run that goes on has no end',
    filter: { endedAt: { exists: false } },
    yes: [goldenRun({ startedAt: noon })],
    no: [goldenRun({ endedAt: noon })],
  },
  {
    rule: 'the duration is from start to end in milliseconds, zero too',
    filter: { durationMs: { in: [0, 1500] } },
    yes: [goldenRun({ startedAt: noon, endedAt: noon }), goldenRun({ startedAt: noon, endedAt: noon + 1500 })],
    no: [goldenRun({ startedAt: noon, endedAt: noon + 1 }), bareRun],
  },
  {
    rule: 'the duration is missing while start or end is',
    filter: { durationMs: { exists: true } },
    yes: [goldenRun({ startedAt: noon, endedAt: noon })],
    no: [goldenRun({ startedAt: noon }), goldenRun({ endedAt: noon })],
  },
  {
    rule: 'tags are text, whatever they spell',
    filter: { tag: { key: 't', eq: '1' } },
    yes: [withTag('1')],
    no: [withTag('1.0'), withTag('01'), bareRun],
  },
  {
    rule: 'keys are compared exactly',
    filter: { tag: { key: 'T', exists: true } },
    no: [withTag('x'), goldenRun({ tags: [{ key: ' T', value: 'x' }] })],
    yes: [goldenRun({ tags: [{ key: 'T', value: 'x' }] })],
  },
  {
    rule: 'a project is filtered by its name',
    filter: { projectName: { startsWith: 'pro' }, user: { exists: false } },
    yes: [bareRun],
    no: [goldenRun({ projectName: 'Project' })],
  },
  {
    rule: 'group, job type and notes are text fields',
    filter: { group: { eq: 'g' }, jobType: { ne: 'train' }, notes: { contains: 'ok' } },
    yes: [goldenRun({ group: 'g', jobType: 'eval', notes: 'all ok' })],
    no: [goldenRun({ group: 'g', notes: 'all ok' }), goldenRun({ group: 'g', jobType: 'eval' })],
  },
];
