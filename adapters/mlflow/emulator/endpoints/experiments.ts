import { notFound } from '../fault.ts';
import { searchExperiments } from '../search/search-experiments.ts';
import { createExperiment, experimentByName, experimentOf } from '../store/experiments.ts';
import { experimentToWire, unlessEmpty } from '../wire/to-wire.ts';
import { writeJson } from '../wire/write-json.ts';
import { int64, keyValues, pairsOf, text, texts, viewOf, viewTypes, type Endpoint } from './endpoint.ts';

export const experimentEndpoints: readonly Endpoint[] = [
  {
    methods: ['POST'],
    path: '/mlflow/experiments/create',
    fields: { name: text, artifact_location: text, tags: keyValues },
    checks: { name: ['required', 'text'], artifact_location: ['text'], tags: ['array'] },
    answer({ world, message }) {
      const { id } = createExperiment(world, {
        name: message.text('name'),
        artifactLocation: message.text('artifact_location'),
        createdAt: world.now(),
        tags: new Map(pairsOf(message, 'tags')),
      });
      return writeJson({ experiment_id: id }, 'pretty');
    },
  },
  {
    methods: ['POST', 'GET'],
    path: '/mlflow/experiments/search',
    fields: {
      max_results: int64,
      page_token: text,
      filter: text,
      order_by: texts,
      view_type: { type: 'enum', names: viewTypes },
    },
    checks: {
      view_type: ['integer'],
      max_results: ['integer'],
      order_by: ['array'],
      filter: ['text'],
      page_token: ['text'],
    },
    answer({ world, message }) {
      const { experiments, nextToken } = searchExperiments(world, {
        filter: message.text('filter'),
        view: viewOf(message, 'view_type'),
        limit: Number(message.integer('max_results')),
        order: message.texts('order_by'),
        pageToken: message.text('page_token'),
      });
      const wire = experiments.map((experiment) => experimentToWire(experiment, world.generation));
      return writeJson({ experiments: unlessEmpty(wire), next_page_token: nextToken || undefined }, 'pretty');
    },
  },
  {
    methods: ['GET'],
    path: '/mlflow/experiments/get',
    fields: { experiment_id: text },
    checks: { experiment_id: ['required', 'text'] },
    answer({ world, message }) {
      const experiment = experimentOf(world, message.text('experiment_id'));
      return writeJson({ experiment: experimentToWire(experiment, world.generation) }, 'pretty');
    },
  },
  {
    methods: ['GET'],
    path: '/mlflow/experiments/get-by-name',
    fields: { experiment_name: text },
    checks: { experiment_name: ['required', 'text'] },
    answer({ world, message }) {
      const name = message.text('experiment_name');
      const experiment = experimentByName(world, name);
      if (experiment === undefined) throw notFound(`Could not find experiment with name '${name}'`);
      return writeJson({ experiment: experimentToWire(experiment, world.generation) }, 'pretty');
    },
  },
];
