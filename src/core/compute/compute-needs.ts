import { allKeys, emptyProjection, type Projection } from '../../contract/projection.ts';

/** What compute is worked out from: GPUs, metrics of each GPU, and figures under names of CodeCarbon's anywhere. */
export const computeNeeds: Projection = {
  ...emptyProjection,
  params: allKeys,
  metrics: allKeys,
  tags: allKeys,
  parts: ['provenance'],
};
