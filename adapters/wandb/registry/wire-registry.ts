import { z } from 'zod';
import { pageInfo, versions, wireVersion } from '../artifacts/wire-artifacts.ts';

// Lenient: members that are not used are ignored, those that may be left out are optional.

const text = z.string().nullish();

export const wireModel = z.object({
  name: z.string(),
  description: text,
  createdAt: text,
  project: z
    .object({
      name: z.string(),
      entity: z.object({ name: z.string(), organization: z.object({ name: z.string() }).nullish() }),
    })
    .nullish(),
  tags: z.object({ edges: z.array(z.object({ node: z.object({ name: z.string() }).nullish() })) }).nullish(),
});
export type WireModel = z.infer<typeof wireModel>;

const organization = z
  .object({
    orgEntity: z
      .object({
        artifactCollections: z.object({ edges: z.array(z.object({ node: wireModel.nullish() })), pageInfo }).nullish(),
      })
      .nullish(),
  })
  .nullish();

/** A team has one organization; a user may have several, and no `organization` of its own. */
export const modelsAnswer = z.object({
  entity: z
    .object({ organization, user: z.object({ organizations: z.array(organization).nullish() }).nullish() })
    .nullish(),
});

export const modelOfProject = z.object({ artifactCollection: wireModel.nullish() }).nullish();

export const versionsOfModel = z
  .object({ artifactCollection: z.object({ artifacts: versions.nullish() }).nullish() })
  .nullish();

export const versionOfModel = z
  .object({
    artifactCollectionMembership: z
      .object({ versionIndex: z.number().nullish(), artifact: wireVersion.nullish() })
      .nullish(),
  })
  .nullish();
