import type { EventType } from './event-type.ts';
import { foldText } from './fold-text.ts';

/** A service as the import finds it. */
export interface KnownService {
  id: string;
  name: string;
  synonyms: string[];
  eventTypeId: number;
  /** Event types of single people of it. */
  staffEventTypeIds: number[];
  origin: 'owner' | 'import';
  /** What the owner has set on an imported one: the import leaves it alone from then on. */
  ownerFields: string[];
  active: boolean;
  isGone: boolean;
}

export interface ServiceFacts {
  name: string;
  minutes: number;
  seats: number;
  /** Names as the calendar has them. */
  staff: string[];
}

export interface ImportPlan {
  made: (ServiceFacts & { eventTypeId: number; active: boolean; phoneOnly: boolean })[];
  /** Services that the calendar has; `facts` only what an imported one takes over from it. */
  found: { serviceId: string; phoneOnly: boolean; facts: Partial<ServiceFacts> }[];
  /** Services whose event type the calendar has not any more, though it had when last looked. */
  gone: string[];
  /** Event types that active services of the owner name and the calendar has not. */
  missed: { serviceId: string; eventTypeId: number }[];
}

const LONGEST_NAME = 100;

/**
 * What an import of the calendar's event types makes of a tenant's services. What the owner has set up is never
 * changed, only told about. An event type that no service uses becomes one: in use at once where the owner has set
 * up nothing, else waiting for the owner. `gone`: event types the calendar says it has not; one that is neither among
 * `types` nor among these is left as it is.
 */
export function planImport(known: KnownService[], types: EventType[], gone: Set<number>): ImportPlan {
  const typeOf = new Map(types.map((type) => [type.id, type]));
  const used = new Set(known.flatMap((service) => [service.eventTypeId, ...service.staffEventTypeIds]));
  const takenNames = new Set(known.flatMap(({ name, synonyms }) => [name, ...synonyms]).map(foldText));
  const hasOwnServices = known.some(({ origin }) => origin === 'owner');
  const plan: ImportPlan = { made: [], found: [], gone: [], missed: [] };
  for (const service of known) {
    const type = typeOf.get(service.eventTypeId);
    if (type !== undefined) {
      const facts = service.origin === 'import' ? followed(service, type, takenNames) : {};
      plan.found.push({ serviceId: service.id, phoneOnly: type.phoneOnlyAllowed, facts });
    } else if (gone.has(service.eventTypeId) && !service.isGone) plan.gone.push(service.id);
    if (service.origin === 'import' || !service.active) continue;
    for (const eventTypeId of new Set([service.eventTypeId, ...service.staffEventTypeIds])) {
      if (gone.has(eventTypeId)) plan.missed.push({ serviceId: service.id, eventTypeId });
    }
  }
  for (const type of types) {
    if (type.hidden || used.has(type.id)) continue;
    const name = freeName(type, takenNames);
    takenNames.add(foldText(name));
    plan.made.push({
      ...factsOf(type, name),
      eventTypeId: type.id,
      active: !hasOwnServices,
      phoneOnly: type.phoneOnlyAllowed,
    });
  }
  return plan;
}

/** What an imported service takes over; its own name stands where it is one of those the title leads to. */
function followed(service: KnownService, type: EventType, taken: Set<string>): Partial<ServiceFacts> {
  const keepsName = namesOf(type).some((name) => name === service.name);
  const name = keepsName ? service.name : freeName(type, taken);
  taken.add(foldText(name));
  const facts: Partial<ServiceFacts> = factsOf(type, name);
  for (const field of ['name', 'minutes', 'seats', 'staff'] as const) {
    if (service.ownerFields.includes(field)) delete facts[field];
  }
  return facts;
}

function factsOf(type: EventType, name: string): ServiceFacts {
  const staff = [...new Set(type.hosts.map((host) => host.name.trim()))].filter((host) => host !== '');
  return {
    name,
    minutes: Math.max(1, Math.round(type.minutes)),
    seats: Math.max(1, type.seatsPerSlot ?? staff.length),
    staff,
  };
}

function freeName(type: EventType, taken: Set<string>): string {
  const names = namesOf(type);
  return names.find((name) => !taken.has(foldText(name))) ?? `${type.title.trim()} ${type.id}`;
}

/** The title; where another service has it, the title with what tells the two apart. */
function namesOf({ title, slug, minutes, id }: EventType): string[] {
  const plain = title.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_NAME) || slug;
  return [plain, `${plain} ${minutes}`, `${plain} (${slug})`, `${plain} ${id}`];
}
