import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { startOfSlot } from './clock.ts';
import { specialRun } from './special-run.ts';

/** Runs that go on, wait, took no time, are archived, or are nested in one another. */
export const runsOfLifecycle: readonly SampleRun[] = [
  specialRun('running-1', { status: 'RUNNING', startedAt: startOfSlot(8), endedAt: null }),
  specialRun('running-2', { status: 'RUNNING', startedAt: startOfSlot(8), endedAt: null }),
  { ...specialRun('scheduled', { status: 'SCHEDULED', endedAt: null }), metrics: [] },
  specialRun('instant', { status: 'KILLED', startedAt: startOfSlot(8), endedAt: startOfSlot(8) }),
  specialRun('archived-1', { archived: true }),
  specialRun('archived-2', { archived: true, status: 'FAILED' }),
  specialRun('archived-3', { archived: true, startedAt: startOfSlot(8), endedAt: startOfSlot(9) }),
  specialRun('parent', { project: 'vision', name: 'parent' }),
  specialRun('child-1', { project: 'vision', name: 'child', parent: 'parent' }),
  specialRun('child-2', { project: 'vision', name: 'child', parent: 'parent' }),
  specialRun('grandchild', { project: 'vision', name: 'grandchild', parent: 'child-1' }),
];
