import type { z } from 'zod';
import type { KeyPath } from './parse-yaml.ts';

/** A mistake in the config: the key that was typed, and what would be right. */
export interface Problem {
  readonly path: KeyPath;
  readonly message: string;
}

/** zod's issue in words for people. Values are never repeated: they may be secrets. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  known: (path: KeyPath) => readonly string[],
): readonly Problem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    const keys = known(path);
    const hint = keys.length === 0 ? '' : `; the keys that belong here are: ${keys.join(', ')}`;
    return issue.keys.map((key) => ({ path: [...path, key], message: `unknown key${hint}` }));
  }
  if (issue.code === 'invalid_key') {
    return [{ path, message: issue.issues[0]?.message ?? 'not a valid name' }];
  }
  return [{ path, message: plain(issue) }];
}

function plain(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    const missing = issue.input === undefined;
    return missing ? `is missing; it must be ${article(issue.expected)}` : `must be ${article(issue.expected)}`;
  }
  const message = issue.message;
  return message.charAt(0).toLowerCase() + message.slice(1);
}

function article(expected: string): string {
  const words: Readonly<Record<string, string>> = { string: 'text', number: 'a number', boolean: 'true or false' };
  return words[expected] ?? (expected === 'object' || expected === 'record' ? 'a group of keys' : expected);
}
