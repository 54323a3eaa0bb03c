/** A question that the page at / begins with. */
export interface Example {
  /** The name of its operation, which its tab is called by. */
  readonly name: string;
  readonly query: string;
}

const best = `# The best runs of every source
query Best {
  runs(
    filter: {
      status: { eq: FINISHED }
      metric: { key: "val_accuracy", gt: 0.5 }
    }
    orderBy: [{
      by: { metric: { key: "val_accuracy" } }
      direction: DESC
    }]
    first: 5
  ) {
    nodes {
      ref
      name
      params(keys: ["model", "lr"]) { key value }
      metric(key: "val_accuracy") { last }
    }
    reports { source { name } state hints }
  }
}`;

const compare = `# Runs as columns, for a data frame
query Compare {
  runs(
    filter: { param: { key: "lr", exists: true } }
    first: 10
  ) {
    table(columns: [
      { value: { field: NAME } }
      { value: { field: SOURCE } }
      { all: PARAMS }
      {
        value: { metric: {
          key: "val_accuracy", aggregate: MAX
        } }
        as: "best accuracy"
      }
    ]) {
      refs
      columns { name type values }
    }
  }
}`;

const curves = `# Curves of three runs, 20 points of each
query Curves {
  runs(
    filter: {
      metric: { key: "val_accuracy", gt: 0 }
    }
    first: 3
  ) {
    nodes {
      name
      metric(key: "val_accuracy") {
        series(maxPoints: 20) {
          steps
          values
          complete
          sampledBy
        }
      }
    }
  }
}`;

const groups = `# Runs of one model, and how sure their mean is
query Groups {
  groups(
    runs: {
      where: "metrics.val_accuracy is not missing"
    }
    by: [{ param: "model" }]
    measures: [{
      value: { metric: { key: "val_accuracy" } }
    }]
    interval: { method: T }
  ) {
    groups {
      key
      size
      measures { mean low high note }
    }
    reports { source { name } state }
  }
}`;

const lineage = `# What a run was made from: put in a ref of yours
query Lineage {
  lineage(
    of: "vision/a8d7e02cf2bafba709cdd457a89cad16"
    direction: UPSTREAM
  ) {
    nodes {
      __typename
      id
      ... on Run { ref runName: name }
      ... on Artifact { name type }
    }
    edges { from kind to evidence }
    complete
  }
}`;

const keys = `# Which params and metrics there are, and where
query Keys {
  params: keys(kind: PARAM, first: 20) {
    nodes { key type sources { name } }
  }
  metrics: keys(kind: METRIC, search: "acc") {
    nodes { key sources { name } }
  }
}`;

const explain = `# What each tracker would be asked
query Explain {
  explainRuns(
    filter: {
      status: { eq: FINISHED }
      param: { key: "lr", lte: 0.001 }
    }
    orderBy: [{
      by: { metric: { key: "val_accuracy" } }
      direction: DESC
    }]
  ) {
    source { name }
    native
    pushed
    residual
    sort
    reason
  }
}`;

/** In the order of their tabs. */
export const examples: readonly Example[] = [
  { name: 'Best', query: best },
  { name: 'Compare', query: compare },
  { name: 'Curves', query: curves },
  { name: 'Groups', query: groups },
  { name: 'Lineage', query: lineage },
  { name: 'Keys', query: keys },
  { name: 'Explain', query: explain },
];
