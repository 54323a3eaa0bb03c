// The descriptions that clients of 2.x read before they ask: which operation is where, and which parts of its
// answer are objects of their own. Names are those that client 1.14 calls.

type Parameter = readonly [name: string, place: 'query' | 'header' | 'body'];
type Operation = readonly [
  id: string,
  method: 'get' | 'post',
  path: string,
  answer: string,
  parameters: readonly Parameter[],
];

const token: Parameter = ['X-Neptune-Api-Token', 'header'];
const query = (...names: readonly string[]): readonly Parameter[] => names.map((name) => [name, 'query']);
const attribute = query('experimentId', 'attribute');
const points = query('experimentId', 'attribute', 'limit', 'offset');

const operations: Readonly<Record<string, readonly Operation[]>> = {
  backend: [
    ['getClientConfig', 'get', '/api/backend/v1/clients/config', 'ClientConfig', [...query('alpha'), token]],
    ['exchangeApiToken', 'get', '/api/backend/v1/authorization/oauth-token', 'FreeForm', [token]],
    ['getProject', 'get', '/api/backend/v1/projects/get', 'FreeForm', query('projectIdentifier')],
    ['listProjects', 'get', '/api/backend/v1/projects', 'List', query('organizationIdentifier', 'limit', 'offset')],
    ['listOrganizations', 'get', '/api/backend/v1/myOrganizations', 'All', []],
  ],
  leaderboard: [
    ['getExperiment', 'get', '/api/leaderboard/v1/experiments', 'FreeForm', query('experimentId')],
    ['getExperimentAttributes', 'get', '/api/leaderboard/v1/attributes', 'Attributes', query('experimentId')],
    ['getFloatSeriesValues', 'get', '/api/leaderboard/v1/attributes/series/float', 'Points', points],
    ['getFloatSeriesAttribute', 'get', '/api/leaderboard/v1/attributes/floatSeries', 'FreeForm', attribute],
    ['getFileAttribute', 'get', '/api/leaderboard/v1/attributes/files', 'FreeForm', attribute],
    ['downloadAttribute', 'get', '/api/leaderboard/v1/attributes/download', 'FreeForm', attribute],
    ['lsFileSetAttribute', 'get', '/api/leaderboard/v1/attributes/ls', 'All', [...attribute, ...query('path')]],
    [
      'prepareForDownloadFileSetAttributeZip',
      'post',
      '/api/leaderboard/v1/attributes/downloadFileSetZipRequest',
      'FreeForm',
      attribute,
    ],
    ['getDownloadPrepareRequest', 'get', '/api/leaderboard/v1/download/downloadRequest', 'FreeForm', query('id')],
    ['getImageSeriesValues', 'get', '/api/leaderboard/v1/attributes/series/image', 'FreeForm', points],
    ['getImageSeriesValue', 'get', '/api/leaderboard/v1/attributes/series/image/single', 'FreeForm', attribute],
    ['getStringSeriesValues', 'get', '/api/leaderboard/v1/attributes/series/string', 'Points', points],
    ['getArtifactAttribute', 'get', '/api/leaderboard/v1/attributes/artifacts', 'FreeForm', attribute],
    ...['Float', 'Int', 'Bool', 'String', 'Datetime', 'StringSet'].map((type): Operation => {
      const path = `/api/leaderboard/v1/attributes/${type.charAt(0).toLowerCase()}${type.slice(1)}`;
      return [`get${type}Attribute`, 'get', path, type === 'Datetime' ? 'Time' : 'FreeForm', attribute];
    }),
    [
      'searchLeaderboardEntries',
      'post',
      '/api/leaderboard/v1/leaderboard/entries/search',
      'FreeForm',
      [...query('projectIdentifier', 'type[]'), ['params', 'body']],
    ],
    [
      'searchLeaderboardAttributes',
      'post',
      '/api/leaderboard/v1/leaderboard/attributes/search',
      'List',
      [...query('projectIdentifier', 'search', 'type[]'), ['params', 'body']],
    ],
  ],
  artifacts: [
    ['listArtifactFiles', 'get', '/api/artifacts/v1/artifact/files', 'Tracked', query('projectIdentifier', 'hash')],
  ],
};

/** What the specification calls a free-form object: its members are read as they come. */
const freeForm = { type: 'object' };
const ref = (name: string): object => ({ $ref: `#/definitions/${name}` });
const list = (name: string): object => ({ type: 'array', items: ref(name) });
const model = (properties: object): object => ({ type: 'object', properties });
const time = { type: 'string', format: 'date-time' };
const properties = (types: string, name: string): object =>
  Object.fromEntries(types.split(' ').map((type) => [`${type}Properties`, ref(name)]));

const definitions = {
  FreeForm: freeForm,
  Time: model({ value: time }),
  All: list('FreeForm'),
  List: model({ entries: list('FreeForm') }),
  Points: model({ values: list('FreeForm') }),
  Tracked: model({ files: list('TrackedFile') }),
  TrackedFile: model({ metadata: list('FreeForm') }),
  ClientConfig: model({ pyLibVersions: ref('FreeForm'), artifacts: ref('FreeForm'), multiPartUpload: ref('FreeForm') }),
  Attributes: model({ attributes: list('Attribute') }),
  Attribute: model({
    ...properties(
      'float int bool string stringSet floatSeries experimentState file fileSet imageSeries stringSeries artifact',
      'FreeForm',
    ),
    datetimeProperties: ref('Time'),
    gitRefProperties: model({ commit: ref('FreeForm') }),
  }),
};

/** The description of one of the three services; undefined for another name. */
export function swaggerOf(service: string): object | undefined {
  const known = operations[service];
  if (known === undefined) return undefined;
  const paths = known.map(([operationId, method, path, answer, parameters]) => {
    const operation = {
      operationId,
      tags: ['api'],
      parameters: parameters.map(toParameter),
      responses: { 200: { description: 'found', schema: ref(answer) }, default: { description: 'refused' } },
    };
    return [path, { [method]: operation }] as const;
  });
  const named = Object.entries<object>(definitions).map(([name, one]) => [name, { ...one, 'x-model': name }] as const);
  return {
    swagger: '2.0',
    info: { title: service, version: '1' },
    consumes: ['application/json'],
    produces: ['application/json'],
    paths: Object.fromEntries<object>(paths),
    definitions: Object.fromEntries<object>(named),
  };
}

function toParameter([name, place]: Parameter): object {
  if (place === 'body') return { name, in: place, schema: freeForm };
  if (!name.endsWith('[]')) return { name, in: place, type: 'string' };
  return { name: name.slice(0, -2), in: place, type: 'array', items: { type: 'string' }, collectionFormat: 'multi' };
}
