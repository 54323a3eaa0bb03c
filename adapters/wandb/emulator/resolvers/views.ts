import type {
  StoredArtifact,
  StoredCollection,
  StoredMembership,
  StoredProject,
  StoredRun,
  StoredSweep,
  World,
} from '../store/world.ts';

/** Something as the schema shows it: plain members, and functions for what takes arguments or leads elsewhere. */
export type Shown = Record<string, unknown>;

/** How each thing is shown. They lead to one another, so that each gets all of them. */
export interface Views {
  readonly world: World;
  project(project: StoredProject): Shown;
  run(run: StoredRun): Shown;
  sweep(project: StoredProject, sweep: StoredSweep): Shown;
  artifact(artifact: StoredArtifact): Shown;
  membership(member: StoredMembership): Shown;
  collection(collection: StoredCollection): Shown;
}
