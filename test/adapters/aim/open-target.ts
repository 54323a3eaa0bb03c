import { aim } from '../../../adapters/aim/index.ts';
import { openTarget } from '../../conformance/open-target.ts';
import type { OpenTarget } from '../../conformance/target.ts';

/** A gateway over one server that speaks Aim's protocol and was filled already. */
export function openAimTarget(
  url: string,
  id: string,
  runIds: ReadonlyMap<string, string>,
  close: () => Promise<void>,
  keeps: 'nothing' | 'everything' = 'nothing',
): Promise<OpenTarget> {
  return openTarget(aim, { id, settings: { url }, runIds, close, options: { keeps } });
}
