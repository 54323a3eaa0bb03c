import type { Model, ModelVersion } from '../../../contract/models.ts';
import type { Tag } from '../../../contract/run.ts';
import type { ModelTable } from '../../../contract/write-table.ts';
import type { NewTag } from '../../../contract/writer.ts';
import { fitKeys } from '../fit/fit-keys.ts';
import type { Tally } from '../fit/losses.ts';
import { cut } from '../fit/value-text.ts';
import type { SourceModel } from './read-models.ts';

/** A version as the target takes it: all but its run and where it lies. */
export interface FittedVersion {
  readonly source: ModelVersion;
  /** How it is called in reports. */
  readonly item: string;
  readonly description: string | null;
  readonly tags: readonly NewTag[];
  readonly stage: string | null;
  readonly aliases: readonly string[];
}

export interface FittedModel {
  readonly source: Model;
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly NewTag[];
  /** The oldest first. */
  readonly versions: readonly FittedVersion[];
}

/** A model with its versions as the registry of a target takes them; what that loses is noted. */
export function fitModel({ model, versions }: SourceModel, table: ModelTable, tally: Tally): FittedModel {
  const item = `model ${model.name}`;
  const name = table.names.fit(model.name);
  if (name !== model.name) tally.note({ code: 'KEY_RENAMED', item, becomes: name });
  if (!table.createdAt) tally.note({ code: 'CREATED_AT_LOST', item, becomes: '' });
  const aliases = fitKeys(
    `${item}: alias`,
    versions.flatMap((version) => version.aliases),
    table.aliases,
    tally,
  );
  return {
    source: model,
    name,
    ...fitTexts(item, model, null, table, tally),
    versions: versions.map((source) => {
      const own = `version ${source.version} of ${model.name}`;
      if (!table.createdAt) tally.note({ code: 'CREATED_AT_LOST', item: own, becomes: '' });
      const { stage, lost } = fitStage(source.stage, table);
      if (lost !== null) tally.note({ code: 'GROUP_TO_TAG', item: `${own}: stage`, becomes: 'the tag stage' });
      return {
        source,
        item: own,
        ...fitTexts(own, source, lost, table, tally),
        stage,
        aliases: source.aliases.map((alias) => aliases.get(alias) ?? alias).sort(),
      };
    }),
  };
}

/** A stage that the target has, in its spelling; else what must become a tag. */
function fitStage(stage: string | null, { stages }: ModelTable) {
  if (stage === null || stage.toLowerCase() === 'none') return { stage: null, lost: null };
  if (stages === null) return { stage, lost: null };
  const known = stages.find((one) => one.toLowerCase() === stage.toLowerCase());
  return known === undefined ? { stage: null, lost: stage } : { stage: known, lost: null };
}

function fitTexts(
  item: string,
  { description, tags }: Pick<Model, 'description' | 'tags'>,
  stage: string | null,
  table: ModelTable,
  tally: Tally,
): Pick<FittedModel, 'description' | 'tags'> {
  const shorten = (what: string, text: string, most: number | null): string => {
    const short = cut(text, most);
    if (short !== text) tally.note({ code: 'VALUE_CUT', item: what, becomes: 'the rest is lost' });
    return short;
  };
  const own = tags.some(({ key }) => key === 'stage') ? 'stage of the version' : 'stage';
  const all: readonly Tag[] = stage === null ? tags : [...tags, { key: own, value: stage }];
  const names = fitKeys(
    `${item}: tag`,
    all.map(({ key }) => key),
    table.tags,
    tally,
  );
  return {
    description: description === null ? null : shorten(`${item}: description`, description, table.lengths.description),
    tags: all.map(({ key, value }): NewTag => {
      const own = names.get(key) ?? key;
      if (value === null && table.labels) return { key: own, value };
      const label = `${item}: label ${key}`;
      if (value === null) tally.note({ code: 'LABEL_TO_TEXT', item: label, becomes: 'a tag with an empty value' });
      return { key: own, value: shorten(`${item}: tag ${key}`, value ?? '', table.lengths.tag) };
    }),
  };
}
