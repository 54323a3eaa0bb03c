import { z } from 'zod';

// Lenient: members that are not used are ignored, those that may be left out are optional.

const text = z.string().nullish();
const number = z.union([z.number(), z.bigint()]);
/** Integers of 64 bits come as numbers or as text. */
const long = z.union([number, z.string()]).nullish();
export const pageInfo = z.object({ endCursor: text, hasNextPage: z.boolean() });

const project = z.object({ name: z.string(), entity: z.object({ name: z.string() }) });
export type WireProjectName = z.infer<typeof project>;

/** Null where the key may not see it. */
export const wireRunName = z.object({ name: text, project: project.nullish() }).nullish();
export type WireRunName = z.infer<typeof wireRunName>;

const collection = z.object({ __typename: text, name: z.string(), project: project.nullish() });

export const wireVersion = z.object({
  state: text,
  digest: text,
  digestAlgorithm: text,
  description: text,
  /** JSON. */
  metadata: text,
  versionIndex: z.number().nullish(),
  size: long,
  createdAt: text,
  artifactType: z.object({ name: z.string() }).nullish(),
  /** The collection that it was logged to; the others it is linked to. */
  artifactSequence: collection.nullish(),
  aliases: z.array(z.object({ alias: z.string(), artifactCollection: collection.nullish() })).nullish(),
  tags: z.array(z.object({ name: z.string() })).nullish(),
  /** A run, or a user, who has no project. */
  createdBy: wireRunName,
});
export type WireVersion = z.infer<typeof wireVersion>;

/** `project.artifactCollectionMembership`: what is asked of one version. */
export const versionOfProject = z
  .object({ artifactCollectionMembership: z.object({ artifact: wireVersion.nullish() }).nullish() })
  .nullish();

export const versions = z.object({
  /** `version` is its name in a collection, as `v3`; `usedAs` is of a run. */
  edges: z.array(z.object({ usedAs: text, version: text, node: wireVersion.nullish() })),
  pageInfo,
});
export type WireVersions = z.infer<typeof versions>;

/** What runs used and made. */
export const linksOfProject = z
  .object({
    run: z
      .object({
        createdAt: text,
        fileCount: long,
        inputArtifacts: versions.nullish(),
        outputArtifacts: versions.nullish(),
      })
      .nullish(),
  })
  .nullish();

/** Who made and used a version, and where else it lies. */
export const usersOfProject = z
  .object({
    artifactCollectionMembership: z
      .object({
        artifact: z
          .object({
            createdBy: wireRunName,
            usedBy: z.object({ edges: z.array(z.object({ node: wireRunName })), pageInfo }).nullish(),
            artifactMemberships: z
              .object({
                edges: z.array(
                  z.object({
                    node: z
                      .object({ versionIndex: z.number().nullish(), artifactCollection: collection.nullish() })
                      .nullish(),
                  }),
                ),
              })
              .nullish(),
          })
          .nullish(),
      })
      .nullish(),
  })
  .nullish();

const file = z.object({
  name: z.string(),
  sizeBytes: long,
  md5: text,
  mimetype: text,
  /** Null for a file that is not there and was asked for by its name. */
  updatedAt: text,
  directUrl: text,
});
export type WireFile = z.infer<typeof file>;

const files = z.object({ edges: z.array(z.object({ node: file.nullish() })), pageInfo });

export const filesOfProject = z.object({ run: z.object({ files: files.nullish() }).nullish() }).nullish();

/** Where the manifest of a version lies, and one of its files. */
export const placesOfProject = z
  .object({
    artifactCollectionMembership: z
      .object({
        artifact: z
          .object({
            currentManifest: z.object({ file: z.object({ directUrl: text }).nullish() }).nullish(),
            files: files.nullish(),
          })
          .nullish(),
      })
      .nullish(),
  })
  .nullish();

/** A page of a project's collections with their versions, and of its runs. */
export const listOfProject = z
  .object({
    artifactCollections: z
      .object({
        edges: z.array(z.object({ node: z.object({ name: z.string(), artifacts: versions.nullish() }).nullish() })),
        pageInfo,
      })
      .nullish(),
    artifactCollection: z.object({ artifacts: versions.nullish() }).nullish(),
    runs: z
      .object({
        edges: z.array(
          z.object({ cursor: text, node: z.object({ name: z.string(), createdAt: text, fileCount: long }).nullish() }),
        ),
        pageInfo,
      })
      .nullish(),
  })
  .nullish();
export type ListOfProject = z.infer<typeof listOfProject>;

/** What lies in a version, by path. `ref` is where something else keeps it. */
export const manifest = z.object({
  contents: z.record(
    z.string(),
    z.object({
      digest: text,
      size: long,
      ref: text,
      extra: z.record(z.string(), z.unknown()).nullish().catch(null),
    }),
  ),
});
export type WireEntry = z.infer<typeof manifest>['contents'][string];
