import { describe, expect, it } from 'vitest';
import { planImport } from '../../src/domain/import-services.ts';
import type { EventType } from '../../src/domain/event-type.ts';
import type { KnownService } from '../../src/domain/import-services.ts';

function type(change: Partial<EventType> = {}): EventType {
  return {
    id: 1,
    slug: 'schnitt',
    title: 'Schnitt',
    minutes: 45,
    hidden: false,
    phoneOnlyAllowed: true,
    hosts: [{ name: 'Anna' }],
    ...change,
  };
}

function service(change: Partial<KnownService> = {}): KnownService {
  return {
    id: 'svc_1',
    name: 'Schnitt',
    synonyms: [],
    eventTypeId: 1,
    staffEventTypeIds: [],
    origin: 'import',
    ownerFields: [],
    active: true,
    isGone: false,
    ...change,
  };
}

const NONE = new Set<number>();

function madeOf(known: KnownService[], ...types: EventType[]) {
  return planImport(known, types, NONE).made;
}

describe('the plan of an import (ASK-59)', () => {
  it('names services by title, and tells equal titles apart', () => {
    const types = [
      type(),
      type({ id: 2, minutes: 60 }),
      type({ id: 3, minutes: 60, slug: 'lang' }),
      type({ id: 4, minutes: 60, slug: 'lang' }),
      type({ id: 5, title: '  ', slug: 'ohne-titel' }),
      type({ id: 6, title: ' Waschen \n und  Legen ' }),
    ];
    expect(madeOf([], ...types).map(({ name }) => name)).toEqual([
      'Schnitt',
      'Schnitt 60',
      'Schnitt (lang)',
      'Schnitt 4',
      'ohne-titel',
      'Waschen und Legen',
    ]);
  });

  it('takes no name that sounds like one in use', () => {
    const known = service({ name: 'Faerben', synonyms: ['Färbung'], eventTypeId: 9 });
    const types = [type({ title: 'FÄRBEN' }), type({ id: 2, title: 'färbung' })];
    expect(madeOf([known], ...types).map(({ name }) => name)).toEqual(['FÄRBEN 45', 'färbung 45']);
  });

  it('gives a service the places of its event type, else one for each host', () => {
    const hosts = [{ name: 'Anna' }, { name: ' Ben ' }, { name: 'Anna' }, { name: '' }];
    const [open, course] = madeOf([], type({ hosts }), type({ id: 2, title: 'Kurs', seatsPerSlot: 8 }));
    expect(open).toMatchObject({ seats: 2, staff: ['Anna', 'Ben'] });
    expect(course).toMatchObject({ seats: 8, staff: ['Anna'] });
  });

  it('keeps a name that was made of the title, so that the same again changes nothing', () => {
    const known = [service({ name: 'Schnitt 45' }), service({ id: 'svc_2', eventTypeId: 2 })];
    const { found } = planImport(known, [type(), type({ id: 2 })], NONE);
    expect(found.map(({ facts }) => facts.name)).toEqual(['Schnitt 45', 'Schnitt']);
  });

  it('leaves alone what the calendar neither lists nor denies', () => {
    expect(planImport([service()], [], NONE)).toEqual({ made: [], found: [], gone: [], missed: [] });
  });

  it('tells of an event type that is gone only where an active service of the owner names it', () => {
    const known = [
      service({ id: 'svc_owner', origin: 'owner' }),
      service({ id: 'svc_person', origin: 'owner', eventTypeId: 2, staffEventTypeIds: [3] }),
      service({ id: 'svc_left_out', origin: 'owner', active: false, eventTypeId: 4 }),
      service({ id: 'svc_imported', eventTypeId: 5 }),
    ];
    const { gone, missed } = planImport(known, [type({ id: 2 })], new Set([1, 3, 4, 5]));
    expect(gone).toEqual(['svc_owner', 'svc_left_out', 'svc_imported']);
    expect(missed).toEqual([
      { serviceId: 'svc_owner', eventTypeId: 1 },
      { serviceId: 'svc_person', eventTypeId: 3 },
    ]);
  });
});
