/** The closed list of what can go wrong. Clients see these words in `errors[].extensions.code` and in source reports. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID_QUERY',
  'UNSUPPORTED',
  'RATE_LIMITED',
  'TIMEOUT',
  'UNAVAILABLE',
  'PROTOCOL',
  'CONFLICT',
  'CANCELLED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Whether asking the same thing again may help. A record, so that a new code does not compile until it says. */
const retryable: Record<ErrorCode, boolean> = {
  UNAUTHENTICATED: false,
  FORBIDDEN: false,
  NOT_FOUND: false,
  INVALID_QUERY: false,
  UNSUPPORTED: false,
  RATE_LIMITED: true,
  TIMEOUT: true,
  UNAVAILABLE: true,
  PROTOCOL: false,
  CONFLICT: false,
  CANCELLED: false,
  INTERNAL: false,
};

const marker = Symbol.for('rungraph.error');

/** A place in a text that somebody wrote: line and column count from 1, in UTF-16 units as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
  /** How much of the text is meant; 0 at its end. */
  readonly length: number;
}

export interface ErrorExtras {
  /** For the log alone: what the tracker answered. Never a credential. */
  readonly detail?: string;
  /** How long the tracker asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The id of the source that it happened at. */
  readonly source?: string;
  /** False where the tracker was not even asked: it has no such thing, or is left alone for a moment. */
  readonly asked?: boolean;
  /** False where asking again could do something twice. True, if left out. */
  readonly repeatable?: boolean;
  /** True where the work goes on without the caller: asking again is waiting for it, and nothing has failed. */
  readonly goesOn?: boolean;
  /** Where in a text of the person who asked. */
  readonly position?: TextPosition;
  /** Which item of a list that somebody gave, from 0. */
  readonly index?: number;
  readonly cause?: unknown;
}

/**
 * The one error of the project. `message` is public: it is written for the person who asked and holds no secret;
 * `detail` is private and goes to the log.
 */
export class RungraphError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly source: string | undefined;
  readonly asked: boolean;
  readonly repeatable: boolean;
  readonly goesOn: boolean;
  readonly position: TextPosition | undefined;
  readonly index: number | undefined;
  readonly [marker] = true;

  constructor(code: ErrorCode, message: string, extras: ErrorExtras = {}) {
    super(message, extras.cause === undefined ? {} : { cause: extras.cause });
    this.name = 'RungraphError';
    this.code = code;
    this.detail = extras.detail;
    this.retryAfterMs = extras.retryAfterMs;
    this.source = extras.source;
    this.asked = extras.asked ?? code !== 'UNSUPPORTED';
    this.repeatable = extras.repeatable ?? true;
    this.goesOn = extras.goesOn ?? false;
    this.position = extras.position;
    this.index = extras.index;
  }

  /** Derived from the code, so that the two cannot disagree. */
  get retryable(): boolean {
    return this.repeatable && retryable[this.code];
  }
}

/** The same error, with the source that it happened at. What is known already stays. */
export function atSource(error: RungraphError, source: string): RungraphError {
  return error.source === undefined ? copyWith(error, { source }) : error;
}

/** The same error, of one item of a list that somebody gave. */
export function atIndex(error: RungraphError, index: number): RungraphError {
  return copyWith(error, { index });
}

/** The same error, of something that nobody may do again by itself. */
export function notRepeatable(error: RungraphError): RungraphError {
  return error.repeatable ? copyWith(error, { repeatable: false }) : error;
}

function copyWith(error: RungraphError, extras: ErrorExtras): RungraphError {
  const { detail, retryAfterMs, source, asked, repeatable, goesOn, position, index, cause } = error;
  return new RungraphError(error.code, error.message, {
    asked,
    repeatable,
    goesOn,
    cause,
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(source === undefined ? {} : { source }),
    ...(position === undefined ? {} : { position }),
    ...(index === undefined ? {} : { index }),
    ...extras,
  });
}

/** Recognises the error across two copies of the package, where `instanceof` would fail. */
export function isRungraphError(error: unknown): error is RungraphError {
  return typeof error === 'object' && error !== null && marker in error;
}
