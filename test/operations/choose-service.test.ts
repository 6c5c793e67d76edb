import { describe, expect, it } from 'vitest';
import { USUAL_PROOF } from '../../src/domain/proof.ts';
import { USUAL_RETENTION } from '../../src/domain/retention.ts';
import { USUAL_DAY_HOURS } from '../../src/domain/speech/day-hours.ts';
import { provenTenantId } from '../../src/domain/tenant.ts';
import type { Service, ServiceStaff, TenantProfile } from '../../src/domain/tenant.ts';
import { chooseService } from '../../src/operations/choose-service.ts';

const ANNA: ServiceStaff = { id: 'anna', name: 'Anna' };
const BEN: ServiceStaff = { id: 'ben', name: 'Ben' };
const CLARA: ServiceStaff = { id: 'clara', name: 'Clara' };
const own = (person: ServiceStaff, eventTypeId: number): ServiceStaff => ({ ...person, eventTypeId });

let eventTypes = 0;
function service(name: string, staff: ServiceStaff[], more: Partial<Service> = {}): Service {
  eventTypes += 100;
  return {
    id: name,
    name,
    synonyms: [],
    isDefault: false,
    active: true,
    eventTypeId: eventTypes,
    minutes: 30,
    seats: Math.max(1, staff.length),
    staff,
    ...more,
  };
}

function tenant(services: Service[]): TenantProfile {
  return {
    id: provenTenantId('tenant'),
    slug: 'salon',
    name: 'Salon',
    businessType: 'salon',
    locale: 'de-DE',
    language: 'de',
    timezone: 'Europe/Berlin',
    country: 'DE',
    policies: {
      cancelHours: 24,
      rescheduleHours: 24,
      minNoticeMinutes: 15,
      dayHours: USUAL_DAY_HOURS,
      proof: USUAL_PROOF,
      retention: USUAL_RETENTION,
    },
    functionsPerMinute: 600,
    services,
    staff: [ANNA, BEN, CLARA, { id: 'gone', name: 'Gerda' }],
  };
}

const SALON = tenant([
  service('Herrenhaarschnitt', [own(ANNA, 1), own(BEN, 2)], { isDefault: true }),
  service('Damenhaarschnitt', [own(ANNA, 3), own(CLARA, 4)]),
  service('Färben', [ANNA, CLARA]),
  service('Bartpflege', [BEN]),
]);

function choose(said: { service?: string; staff?: string }, of = SALON) {
  const choice = chooseService(of, said);
  if (choice.kind === 'refused') return { reason: choice.reason, ...choice.facts };
  const { source } = choice;
  return `${source.service.name}${source.staff === undefined ? '' : ` / ${source.staff.name}`}`;
}

describe('chooseService', () => {
  it('takes the service that is meant, and the person wished for (ASK-12, ASK-37)', () => {
    expect(choose({ service: 'Herrnschnitt' })).toBe('Herrenhaarschnitt');
    expect(choose({ service: 'Haarschnitt Damen', staff: 'zur Klara' })).toBe('Damenhaarschnitt / Clara');
    expect(choose({ service: 'Bart', staff: 'Ben' })).toBe('Bartpflege / Ben');
    expect(choose({ service: 'Färben', staff: 'wer frei ist' })).toBe('Färben');
    expect(choose({})).toBe('Herrenhaarschnitt');
    expect(choose({ staff: 'Ben' })).toBe('Herrenhaarschnitt / Ben');
  });

  it('hears the person beside the service where no other was named (ASK-12)', () => {
    expect(choose({ service: 'Herrnschnitt bei der Anna' })).toBe('Herrenhaarschnitt / Anna');
    expect(choose({ service: 'Herrnschnitt bei der Anna', staff: '' })).toBe('Herrenhaarschnitt / Anna');
    expect(choose({ service: 'Herrnschnitt bei der Anna', staff: 'Ben' })).toBe('Herrenhaarschnitt / Ben');
    expect(choose({ service: 'Termin bei Ben' })).toBe('Herrenhaarschnitt / Ben');
    expect(choose({ service: 'Haarschnitt für Herren, egal bei wem' })).toBe('Herrenhaarschnitt');
    expect(choose({ service: 'Bart bei Zoe' })).toEqual({ reason: 'staff_unknown', staff: ['Ben'] });
  });

  it('takes what is spoken of where no service was said, and nothing else for whoever is wished for', () => {
    const [, , colouring] = SALON.services;
    const about = (said: { service?: string; staff?: string }) => {
      const choice = chooseService(SALON, said, colouring);
      return choice.kind === 'refused' ? choice.reason : choice.source.service.name;
    };
    expect([about({}), about({ service: 'Termin' }), about({ staff: 'egal' })]).toEqual([
      'Färben',
      'Färben',
      'Färben',
    ]);
    expect(about({ staff: 'Ben' })).toBe('staff_not_for_service');
    expect(about({ service: 'Bart' })).toBe('Bartpflege');
  });

  it('asks with just those services that may be meant (ASK-37)', () => {
    expect(choose({ service: 'Haarschnitt' })).toEqual({
      reason: 'service_unclear',
      services: ['Herrenhaarschnitt', 'Damenhaarschnitt'],
    });
    expect(choose({ service: 'Massage' })).toMatchObject({ reason: 'service_unknown' });
  });

  it('finds the service by the person where none was said', () => {
    const { services } = SALON;
    const usual = tenant(services.map((one) => ({ ...one, isDefault: one.name === 'Bartpflege' })));
    expect(choose({ staff: 'Ben' }, usual)).toBe('Bartpflege / Ben');
    expect(choose({ staff: 'Clara' }, usual)).toEqual({
      reason: 'service_unclear',
      services: ['Damenhaarschnitt', 'Färben'],
    });
    const [, women] = services;
    const bart = services.slice(3);
    const small = tenant([...bart.map((one) => ({ ...one, isDefault: true })), ...(women ? [women] : [])]);
    expect(choose({ staff: 'Clara' }, small)).toBe('Damenhaarschnitt / Clara');
  });

  it('says who does the service where the person does not, and who of them can be chosen', () => {
    expect(choose({ service: 'Herrenhaarschnitt', staff: 'Clara' })).toEqual({
      reason: 'staff_not_for_service',
      person: 'Clara',
      service: 'Herrenhaarschnitt',
      staff: ['Anna', 'Ben'],
      selectable: ['Anna', 'Ben'],
    });
    expect(choose({ service: 'Färben', staff: 'Ben' })).toEqual({
      reason: 'staff_not_for_service',
      person: 'Ben',
      service: 'Färben',
      staff: ['Anna', 'Clara'],
      selectable: [],
    });
  });

  it('never offers somebody who cannot be chosen (ASK-12)', () => {
    expect(choose({ service: 'Färben', staff: 'Zoe' })).toEqual({ reason: 'staff_unknown', staff: [] });
    expect(choose({ service: 'Färben', staff: 'Anne' })).toEqual({
      reason: 'staff_not_selectable',
      service: 'Färben',
    });
    expect(choose({ service: 'Färben', staff: 'nicht Anna' })).toEqual({
      reason: 'staff_not_selectable',
      service: 'Färben',
    });
    expect(choose({ service: 'Bart', staff: 'Gerda' })).toEqual({ reason: 'staff_unknown', staff: ['Ben'] });
  });

  it('asks whether a similar name is meant', () => {
    expect(choose({ service: 'Herrenschnitt', staff: 'Anne' })).toEqual({
      reason: 'staff_unclear',
      staff: ['Anna'],
    });
    expect(choose({ service: 'Herrenschnitt', staff: 'Anna oder Ben' })).toEqual({
      reason: 'staff_unclear',
      staff: ['Anna', 'Ben'],
    });
    expect(choose({ service: 'Herrenschnitt', staff: 'Clara oder Ben' })).toBe('Herrenhaarschnitt / Ben');
  });

  it('keeps away from somebody who was turned down', () => {
    expect(choose({ service: 'Herrenschnitt', staff: 'nicht bei Anna' })).toBe('Herrenhaarschnitt / Ben');
    expect(choose({ service: 'Herrenschnitt aber nicht bei Anna' })).toBe('Herrenhaarschnitt / Ben');
    expect(choose({ service: 'Färben', staff: 'nicht bei Ben' })).toBe('Färben');
    const three = tenant([service('Schnitt', [own(ANNA, 1), own(BEN, 2), own(CLARA, 3)])]);
    expect(choose({ staff: 'anyone but Anna' }, three)).toEqual({
      reason: 'staff_unclear',
      staff: ['Ben', 'Clara'],
      instead: true,
    });
    expect(choose({ service: 'Bart', staff: 'nicht Ben' })).toEqual({
      reason: 'staff_not_selectable',
      service: 'Bartpflege',
    });
  });

  it('says that nothing is offered where there is nothing', () => {
    expect(choose({}, tenant([]))).toEqual({ reason: 'service_not_offered' });
    expect(choose({ service: 'Massage' }, tenant([]))).toEqual({ reason: 'service_unknown', services: [] });
  });
});
