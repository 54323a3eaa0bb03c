import { z } from 'zod';

// What is used of Neptune's JSON, of both lines: swagger documents of the client's repository (2.x) and the models that
// neptune-query 1.14 was generated with (3.x).

const integer = z.union([z.number().int(), z.bigint()]);
/** JSON has no NaN and no infinities: some servers spell them. */
const double = z.union([
  z.number(),
  z.bigint().transform(Number),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number),
]);

/** GET /api/backend/v1/clients/config. Only 3.x tells about security. */
export const clientConfig = z.object({
  apiUrl: z.string().nullish(),
  security: z.unknown().optional(),
  artifacts: z.object({ apiVersion: z.number().nullish() }).nullish(),
});

export const tokenAnswer = z.object({ accessToken: z.string().min(1) });

export const organizationsAnswer = z.array(z.object({ id: z.string(), name: z.string() }));

const project = z.object({
  name: z.string(),
  organizationName: z.string(),
  description: z.string().nullish(),
  timeOfCreation: z.string().nullish(),
  archived: z.boolean().nullish(),
});
export type WireProject = z.infer<typeof project>;
export const projectsAnswer = z.object({ entries: z.array(project), totalItemCount: z.number().nullish() });

const valueOf = <T extends z.ZodType>(value: T) => z.object({ value: value.nullish() }).nullish();

/** A file of 3.x, which lies in a store at this path. */
const fileRef = z.object({ path: z.string(), sizeBytes: integer.nullish(), mimeType: z.string().nullish() });
export type WireFile = z.infer<typeof fileRef>;

/** An attribute: its type, and the properties of that type alone. */
const attribute = z.object({
  name: z.string(),
  type: z.string(),
  intProperties: valueOf(integer),
  floatProperties: valueOf(double),
  stringProperties: valueOf(z.string()),
  boolProperties: valueOf(z.boolean()),
  datetimeProperties: valueOf(z.union([z.string(), z.number()])),
  stringSetProperties: z.object({ values: z.array(z.string()).nullish() }).nullish(),
  experimentStateProperties: valueOf(z.string()),
  fileProperties: z.object({ ext: z.string().nullish(), size: integer.nullish() }).nullish(),
  fileSetProperties: z.object({ size: integer.nullish() }).nullish(),
  artifactProperties: z.object({ hash: z.string().nullish() }).nullish(),
  fileRefProperties: fileRef.nullish(),
  fileRefSeriesProperties: z.object({ last: fileRef.nullish() }).nullish(),
  floatSeriesProperties: z
    .object({
      last: double.nullish(),
      lastStep: double.nullish(),
      min: double.nullish(),
      max: double.nullish(),
    })
    .nullish(),
  gitRefProperties: z
    .object({
      commit: z.object({ commitId: z.string().nullish() }).nullish(),
      repositoryDirty: z.boolean().nullish(),
      currentBranch: z.string().nullish(),
      remotes: z.array(z.string()).nullish(),
    })
    .nullish(),
});
export type WireAttribute = z.infer<typeof attribute>;
export type WireGit = NonNullable<WireAttribute['gitRefProperties']>;

const entry = z.object({ experimentId: z.string().nullish(), attributes: z.array(attribute) });
export type WireEntry = z.infer<typeof entry>;

export const entriesAnswer = z.object({ entries: z.array(entry), matchingItemCount: z.number().nullish() });

/** POST /leaderboard/attributes/query of 3.x. */
export const attributesAnswer = z.object({
  entries: z.array(z.object({ experimentShortId: z.string(), attributes: z.array(attribute) })),
  nextPage: z.object({ nextPageToken: z.string().nullish() }).nullish(),
});

export const seriesAnswer = z.object({
  totalItemCount: z.number().nullish(),
  values: z.array(z.object({ timestampMillis: double, step: double, value: double })),
});
export type WirePoint = z.infer<typeof seriesAnswer>['values'][number];

/** Which attributes there are. */
export const definitionsAnswer = z.object({ entries: z.array(z.object({ name: z.string(), type: z.string() })) });

/** A folder of a file set of 2.x. */
export const folderAnswer = z.array(
  z.object({ name: z.string(), fileType: z.enum(['file', 'directory']), size: integer.nullish() }),
);
export type WireFolderEntry = z.infer<typeof folderAnswer>[number];

export const countAnswer = z.object({ totalItemCount: z.number().int().nonnegative() });

export const textsAnswer = z.object({
  values: z.array(z.object({ timestampMillis: double, step: double, value: z.string() })),
});

/** Addresses of files of 3.x, in the order asked. */
export const signedAnswer = z.object({ files: z.array(z.object({ url: z.string() })) });

export const errorAnswer = z.object({ errorType: z.string().nullish(), title: z.string().nullish() });
