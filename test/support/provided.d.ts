declare module 'vitest' {
  export interface ProvidedContext {
    /** Of a superuser (or a role that may make databases and roles) in a cluster that holds `slotline_template`. */
    postgresUrl: string;
    /** Of a Redis that may be somebody's own: use keys of your own, never flush. */
    redisUrl: string;
    /** How the model is run when `npm run model` asks for it; absent in the test suite. */
    model?: { runs: number; seed: number; path?: string; replayPath?: string };
  }
}

export {};
