import type { Environment, Provenance } from '../../contract/provenance.ts';
import type { Run } from '../../contract/run.ts';
import { judgeReproducibility, type Reproducibility } from './reproducibility.ts';

/** Reads what a tracker keeps of a run's environment in files; null where it keeps none. */
export type ReadEnvironment = () => Promise<Environment | null>;

/** What a run and its environment may both tell. */
export type EnvironmentFact = keyof Provenance & keyof Environment;

/** A fact of a run's environment: as the run tells it, else as the files tell it. */
export async function environmentFact<Fact extends EnvironmentFact>(
  provenance: Pick<Provenance, Fact>,
  fact: Fact,
  read: ReadEnvironment,
): Promise<Provenance[Fact] | Environment[Fact] | null> {
  return provenance[fact] ?? (await read())?.[fact] ?? null;
}

/**
 * Judges a run by what was recorded; null where its provenance was not read. Files are read only where the run does not
 * tell its packages and its version of Python.
 */
export async function judgeRun({ provenance, params }: Run, read: ReadEnvironment): Promise<Reproducibility | null> {
  if (provenance === undefined) return null;
  const isTold = provenance.packages !== null && provenance.pythonVersion !== null;
  return judgeReproducibility({ provenance, environment: isTold ? null : await read(), params });
}
