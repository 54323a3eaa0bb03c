import type { Diagnostic } from '../../src/contract/adapter.ts';
import type { MlflowSettings } from './config.ts';
import type { Dialect } from './dialect.ts';

/** What the people who read this server should know about it. */
export function diagnose(dialect: Dialect, settings: MlflowSettings): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (settings.workspace !== undefined && !dialect.workspaces) {
    found.push({
      severity: 'WARNING',
      code: 'NO_WORKSPACES',
      message: `The server has no workspaces, so "${settings.workspace}" is not used.`,
      remedy: 'Remove workspace from this source, or start the server with --enable-workspaces.',
      subject: 'workspace',
    });
  }
  if (dialect.product === 'mlflow' && dialect.version === null) {
    found.push({
      severity: 'INFO',
      code: 'UNKNOWN_VERSION',
      message: 'The host does not tell its MLflow version; it is read as a current one.',
      remedy: null,
      subject: null,
    });
  }
  if (dialect.product === 'fasttrackml') {
    found.push({
      severity: 'INFO',
      code: 'LATEST_AS_SENT',
      message:
        'FastTrackML keeps the point that was sent last as the latest of a metric, whatever its step: where steps were ' +
        'sent out of order, filters and sorts by LAST go by it. Where an answer reads the series too, LAST is told of that.',
      remedy: null,
      subject: null,
    });
  }
  return found;
}
