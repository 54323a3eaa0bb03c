import pc from 'picocolors';
import type { Answer } from '../graphql/gateway.ts';
import { printable } from './printable.ts';

/** What `explain` asked for: the plans of every list of runs, by its name in the document. */
export function renderPlans({ data }: Answer): string {
  const lists = Object.entries(data ?? {}).map(([name, plans]) => {
    const blocks = Array.isArray(plans) ? plans.map(renderPlan) : [];
    return [pc.bold(name), ...blocks].join('\n\n');
  });
  return lists.join('\n\n');
}

function renderPlan(plan: unknown): string {
  const { source, sort, pushed, residual, native, reason } = membersOf(plan);
  const lines: readonly [string, readonly string[]][] = [
    ['asked', textsOf(native).flatMap((text) => text.split('\n'))],
    ['evaluated there', textsOf(pushed)],
    ['evaluated here', textsOf(residual)],
    ['sorted', native === null ? [] : [sort === 'NATIVE' ? 'there' : 'here']],
    ['because', textsOf(reason)],
  ];
  const shown = lines.flatMap(([label, texts]) =>
    texts.map((text, index) => `     ${(index === 0 ? label : '').padEnd(16)}${text}`),
  );
  return [`  ${pc.bold(textsOf(membersOf(source)['name']).join(''))}`, ...shown].join('\n');
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function textsOf(value: unknown): readonly string[] {
  const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
  return texts.map(printable);
}
