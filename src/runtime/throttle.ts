/** Counts a tenant's function calls per minute, for this process (ASK-51). */
export interface Throttle {
  /** `false` when the tenant has used up `perMinute` calls in the running minute. */
  admit(tenantId: string, perMinute: number): boolean;
}

const WINDOW_MS = 60_000;

/** `elapsedMs`: a monotonic scale. */
export function createThrottle(elapsedMs: () => number): Throttle {
  const windows = new Map<string, { startedMs: number; count: number }>();
  return {
    admit(tenantId, perMinute) {
      const now = elapsedMs();
      const running = windows.get(tenantId);
      if (running === undefined || now - running.startedMs >= WINDOW_MS) {
        windows.set(tenantId, { startedMs: now, count: 1 });
        return perMinute > 0;
      }
      running.count += 1;
      return running.count <= perMinute;
    },
  };
}
