/** Days, times or both that will not do: what matches everything that is given. */
export interface Refused {
  /** 1 Monday to 7 Sunday. */
  weekdays?: number[];
  /** YYYY-MM-DD, both included. */
  fromDate?: string;
  untilDate?: string;
  /** HH:MM; `latest` is the first that would do again. */
  earliest?: string;
  latest?: string;
}

/** What a caller keeps to beside the days and the time they named. */
export interface Preferences {
  /** Only these, 1 Monday to 7 Sunday; absent: any. */
  weekdays?: number[];
  refused: Refused[];
  /** HH:MM bounds on a start, `latest` not included, beside a time that was named. */
  earliest?: string;
  latest?: string;
  /** The day is left to us: any, the first, every Monday. */
  anyDay: boolean;
  /** The first that there is. */
  soonest: boolean;
  /** A time near the one named will do. */
  about: boolean;
}

export const NO_PREFERENCES: Preferences = { refused: [], anyDay: false, soonest: false, about: false };

/** What either says, counts; of bounds and weekdays, what `own` says. */
export function mergedPreferences(own: Preferences, other: Preferences): Preferences {
  const weekdays = own.weekdays ?? other.weekdays;
  const earliest = own.earliest ?? other.earliest;
  const latest = own.latest ?? other.latest;
  return {
    refused: [...own.refused, ...other.refused],
    anyDay: own.anyDay || other.anyDay,
    soonest: own.soonest || other.soonest,
    about: own.about || other.about,
    ...(weekdays === undefined ? {} : { weekdays }),
    ...(earliest === undefined ? {} : { earliest }),
    ...(latest === undefined ? {} : { latest }),
  };
}
