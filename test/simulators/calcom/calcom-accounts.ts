/** How an account of the simulator is described by tests, the demo and a `--config` file. */
export interface CalcomAccount {
  apiKey: string;
  userName: string;
  userEmail: string;
  /** IANA zone of the opening hours and of every host who names no other. */
  timeZone: string;
  /** Default 120, as for an API key. */
  requestsPerMinute?: number;
  webhooks?: CalcomWebhook[];
  /** Details of hosts; a host who is only named in an event type gets an invented address. */
  hosts?: CalcomHost[];
  eventTypes: CalcomEventType[];
}

export interface CalcomWebhook {
  url: string;
  /** Empty: sent with `no-secret-provided` in place of a signature. */
  secret: string;
  /** Default: every trigger. */
  triggers?: string[];
}

export interface CalcomHost {
  name: string;
  email?: string;
  timeZone?: string;
}

export interface CalcomEventType {
  id: number;
  slug: string;
  title: string;
  minutes: number;
  /** Names; one host is a person's own type, several are round robin. The same name is the same calendar. */
  hosts: string[];
  /** Per ISO weekday (1 = Monday) the open ranges as `HH:MM` pairs, in the account's zone. */
  openingHours: Record<number, [string, string][]>;
  /** Default: `minutes`. */
  slotIntervalMinutes?: number;
  /** Minutes. Default 0. */
  minimumBookingNotice?: number;
  bookingWindowDays?: number;
  requiresConfirmation?: boolean;
  /** Whether a request for confirmation takes its time off the list. Default false, as in the service. */
  blocksWhilePending?: boolean;
  /** Default true. */
  emailRequired?: boolean;
  bookingLimitPerDay?: number;
  seats?: number;
  hidden?: boolean;
  disableCancelling?: boolean;
  disableRescheduling?: boolean;
}

export interface SimHost {
  id: number;
  name: string;
  email: string;
  username: string;
  timeZone: string;
}

export interface SimEventType extends Omit<CalcomEventType, 'hosts'> {
  account: SimAccount;
  hosts: SimHost[];
  emailRequired: boolean;
  minimumBookingNotice: number;
  slotIntervalMinutes: number;
}

export interface SimAccount {
  apiKey: string;
  user: SimHost;
  requestsPerMinute: number;
  webhooks: CalcomWebhook[];
  eventTypes: SimEventType[];
}

const FIRST_USER_ID = 31877;

/** Gives everybody an id and event types their hosts; throws on an event type id or key used twice. */
export function resolveAccounts(accounts: CalcomAccount[]): SimAccount[] {
  let lastId = FIRST_USER_ID - 1;
  const nextId = (): number => (lastId += 1);
  const resolved = accounts.map((account) => resolveAccount(account, nextId));
  const ids = resolved.flatMap((account) => account.eventTypes.map((eventType) => eventType.id));
  if (new Set(ids).size !== ids.length) throw new Error('two event types have the same id');
  if (new Set(resolved.map((account) => account.apiKey)).size !== resolved.length) {
    throw new Error('two accounts have the same key');
  }
  return resolved;
}

function resolveAccount(config: CalcomAccount, nextId: () => number): SimAccount {
  const people = new Map<string, SimHost>();
  const domain = config.userEmail.split('@')[1] ?? 'example.test';
  const person = (name: string, details?: CalcomHost): SimHost => {
    const known = people.get(name);
    if (known !== undefined) return known;
    const username = usernameOf(name);
    const host = {
      id: nextId(),
      name,
      email: details?.email ?? `${username}@${domain}`,
      username,
      timeZone: details?.timeZone ?? config.timeZone,
    };
    people.set(name, host);
    return host;
  };
  const user = person(config.userName, { name: config.userName, email: config.userEmail });
  for (const details of config.hosts ?? []) person(details.name, details);
  const account: SimAccount = {
    apiKey: config.apiKey,
    user,
    requestsPerMinute: config.requestsPerMinute ?? 120,
    webhooks: config.webhooks ?? [],
    eventTypes: [],
  };
  account.eventTypes = config.eventTypes.map((eventType) => ({
    ...eventType,
    account,
    hosts: eventType.hosts.map((name) => person(name)),
    emailRequired: eventType.emailRequired ?? true,
    minimumBookingNotice: eventType.minimumBookingNotice ?? 0,
    slotIntervalMinutes: eventType.slotIntervalMinutes ?? eventType.minutes,
  }));
  return account;
}

function usernameOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
