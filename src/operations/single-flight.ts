/** Lets equal questions share one answer that is under way. */
export interface SingleFlight<T> {
  /** The promise of the work already under way for `key`, or of `start()`. */
  share(key: string, start: () => Promise<T>): Promise<T>;
  /** What is under way for `key`, if anything is. */
  running(key: string): Promise<T> | undefined;
}

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Promise<T>>();
  return {
    share(key, start) {
      const flying = flights.get(key);
      if (flying !== undefined) return flying;
      const flight = start().finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
    running: (key) => flights.get(key),
  };
}
