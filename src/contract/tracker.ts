import type { z } from 'zod';
import type { Adapter } from './adapter.ts';
import type { Capabilities } from './capabilities.ts';
import type { UpstreamContext } from './context.ts';
import type { HttpClient, HttpSettings } from './http.ts';
import type { Socket } from './socket.ts';

/** The world, handed in: adapters read no environment, own no clock and open no connection of their own. */
export interface Runtime {
  readonly openHttp: (settings: HttpSettings) => HttpClient;
  /** A WebSocket below the base URL. Throws where nobody takes it. */
  readonly openSocket: (settings: HttpSettings, context: UpstreamContext, path: string) => Promise<Socket>;
  /**
   * Absolute path of a folder for what can be had again at a price, such as an index of files on disk. It may not be
   * there yet. Undefined: nothing is kept.
   */
  readonly cacheFolder?: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Something with runs in it that is there until it is closed: a server on loopback, or files in a folder of its own. */
export interface Sample {
  /** What a config file would say to read it, `tracker` left out. */
  readonly source: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

/** A server that speaks a tracker's wire protocol on loopback, for the demo, for trying things out and for tests. */
export interface Emulator extends Sample {
  readonly url: string;
}

export interface EmulatorOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Start without runs. */
  readonly empty: boolean;
  /** Keys to refuse, by emulators of trackers with keys. */
  readonly rejectedKeys?: readonly string[];
  /** One of the tracker's `variants`; undefined takes the first. */
  readonly variant?: string;
}

/** One embedded sample tracker of the demo. */
export interface DemoSource {
  readonly id: string;
  start(): Promise<Sample>;
}

/** A product that runs are kept in, declared statically. */
export interface Tracker<Settings> {
  /** The word in the config and in `Source.tracker`. */
  readonly kind: string;
  readonly title: string;
  /** This tracker's own keys of a source, beside those that every source has. */
  readonly settings: z.ZodType<Settings>;
  readonly capabilities: Capabilities;
  /** Callers may bring credentials of their own: they are sent as they are, and the adapter keeps nothing of one for another. */
  readonly callers?: true;
  /** Where a source of these settings lies, without credentials; null where it has no address. */
  readonly address: (settings: Settings) => string | null;
  /** Loads the reader and opens it: what nobody reads takes no time of a start. */
  readonly create: (settings: Settings, runtime: Runtime) => Promise<Adapter>;
  /** Left out by a tracker that is read from disk alone: it has no protocol to speak. */
  readonly emulate?: (options: EmulatorOptions) => Promise<Emulator>;
  /** Generations of the product that the emulator can be; left out where it is of one alone. */
  readonly variants?: readonly string[];
  readonly demo: readonly DemoSource[];
}

/** A tracker whose settings type is sealed, so that trackers of all kinds fit one list. */
export interface AnyTracker extends Omit<Tracker<never>, 'settings' | 'create' | 'address'> {
  readonly settings: z.ZodType;
  /** Parses the settings, once, and hands out what can be done with them. Throws zod's error. */
  readonly open: (settings: unknown) => OpenTracker;
}

export interface OpenTracker {
  readonly address: string | null;
  readonly create: (runtime: Runtime) => Promise<Adapter>;
}

/** Declares a tracker: the one export of an adapter folder. */
export function defineTracker<Settings>(tracker: Tracker<Settings>): AnyTracker {
  const { create, address, ...rest } = tracker;
  return {
    ...rest,
    open(input) {
      const settings = tracker.settings.parse(input);
      return { address: address(settings), create: (runtime) => create(settings, runtime) };
    },
  };
}
