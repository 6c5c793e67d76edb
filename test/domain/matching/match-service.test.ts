import { describe, expect, it } from 'vitest';
import { matchService } from '../../../src/domain/matching/match-service.ts';
import type { ServiceCard } from '../../../src/domain/matching/match-service.ts';
import { matchStaff } from '../../../src/domain/matching/match-staff.ts';

const card = (name: string, synonyms: string[] = [], more: Partial<ServiceCard> = {}): ServiceCard => ({
  id: name,
  name,
  synonyms,
  isDefault: false,
  active: true,
  ...more,
});
const services = [
  card('Herrenhaarschnitt', ['Herrenschnitt'], { isDefault: true }),
  card('Damenhaarschnitt', ['Damenschnitt', 'Haarschnitt Damen']),
  card('Färben'),
  card('Waschen und Föhnen'),
  card('Kinderhaarschnitt', ['Kinderschnitt']),
  card('Dauerwelle', [], { active: false }),
  card('Bartpflege', ['Bart']),
];
const found = (said: string | undefined, list = services) => {
  const match = matchService(said, list);
  if (match.kind === 'one') return match.service.name;
  if (match.kind === 'several') return match.services.map((service) => service.name);
  return match.kind === 'unknown' ? 'unknown' : `none_said:${match.default?.name ?? ''}`;
};

describe('matchService', () => {
  it.each([
    ['Herrenhaarschnitt', 'Herrenhaarschnitt'],
    ['Herrenschnitt', 'Herrenhaarschnitt'],
    ['HERRENSCHNITT', 'Herrenhaarschnitt'],
    ['Herren-Haarschnitt', 'Herrenhaarschnitt'],
    ['herren haarschnitt', 'Herrenhaarschnitt'],
    ['einen Herrenschnitt bitte', 'Herrenhaarschnitt'],
    ['Herrenhaarschnit', 'Herrenhaarschnitt'],
    ['Haarschnitt Damen', 'Damenhaarschnitt'],
    ['faerben', 'Färben'],
    ['Farben', 'Färben'],
    ['Farbe', 'Färben'],
    ['eine Färbung', 'Färben'],
    ['Färbetermin', 'Färben'],
    ['Föhnen', 'Waschen und Föhnen'],
    ['Waschen Föhnen', 'Waschen und Föhnen'],
    ['Kinderhaarschnitte', 'Kinderhaarschnitt'],
    ['Bart', 'Bartpflege'],
  ])('finds what "%s" means (ASK-37)', (said, name) => expect(found(said)).toBe(name));

  it('asks when several fit equally well', () => {
    expect(found('Haarschnitt')).toEqual(['Herrenhaarschnitt', 'Damenhaarschnitt', 'Kinderhaarschnitt']);
  });

  it.each(['Massage', 'Dauerwelle', 'xyz', '???'.repeat(3) + 'q'])(
    'does not know "%s" (ASK-21, ASK-38)',
    (said) => {
      expect(found(said)).toBe('unknown');
    },
  );

  it.each([
    ['Herrenhaarschnitt', ['Damenhaarschnitt', 'Kinderhaarschnitt', 'Färben']],
    ['Damenhaarschnitt', ['Herrenhaarschnitt', 'Färben']],
    ['Herrenschnitt', ['Damenhaarschnitt']],
    ["men's haircut", ["Women's haircut", "Kids' cut"]],
    ['Bart schneiden', ['Herrenhaarschnitt', 'Färben']],
    ['Gesichtsmassage', ['Fußmassage', 'Rückenmassage']],
    ['kurze Massage', ['Lange Massage', 'Fango']],
    ['erstes Gespräch', ['Folgegespräch']],
    ['couples therapy', ['Individual therapy']],
    ['kein Haarschnitt', ['Herrenhaarschnitt', 'Damenhaarschnitt']],
    ['anything but a perm', ['Perm']],
  ])('never takes what "%s" rules out for what was meant (ASK-38)', (said, names) => {
    expect(
      found(
        said,
        names.map((name) => card(name)),
      ),
    ).toBe('unknown');
  });

  it('takes a service for everybody where whom it is for was said as well', () => {
    expect(found('Herrenhaarschnitt', [card('Haarschnitt'), card('Damenhaarschnitt')])).toBe('Haarschnitt');
    expect(found('Massage für meinen Mann', [card('Massage'), card('Fango')])).toBe('Massage');
  });

  it('asks before it takes what is for children, or for wisdom teeth, where that was not said', () => {
    expect(found('Prophylaxe', [card('Kinderprophylaxe'), card('Füllung')])).toEqual(['Kinderprophylaxe']);
    expect(found('Zahn ziehen', [card('Weisheitszahn ziehen'), card('Füllung')])).toEqual([
      'Weisheitszahn ziehen',
    ]);
  });

  it('tells two of a kind apart by the minutes they take', () => {
    const massages = [
      card('Kleine Massage', [], { minutes: 20 }),
      card('Große Massage', [], { minutes: 60 }),
    ];
    expect(found('Massage', massages)).toEqual(['Kleine Massage', 'Große Massage']);
    expect(found('eine Stunde Massage', massages)).toBe('Große Massage');
    expect(found('Massage 20 Minuten', massages)).toBe('Kleine Massage');
  });

  it('offers the default, or the only service, when none was said (ASK-37)', () => {
    expect(found(undefined)).toBe('none_said:Herrenhaarschnitt');
    expect(found('')).toBe('none_said:Herrenhaarschnitt');
    expect(found('ich möchte einen Termin')).toBe('none_said:Herrenhaarschnitt');
    expect(found('None')).toBe('none_said:Herrenhaarschnitt');
    expect(found(undefined, [card('Färben')])).toBe('none_said:Färben');
    expect(found(undefined, [card('Färben'), card('Bart')])).toBe('none_said:');
    expect(
      found(undefined, [card('Färben', [], { isDefault: true, active: false }), card('A'), card('B')]),
    ).toBe('none_said:');
  });

  it('prefers a name that is said exactly to names that contain it', () => {
    expect(found('Schnitt', [card('Schnitt'), card('Schnitt und Farbe')])).toBe('Schnitt');
  });
});

describe('matchStaff', () => {
  const staff = [
    { id: '1', name: 'Anna Schäfer' },
    { id: '2', name: 'Ben Müller' },
    { id: '3', name: 'Anna Berg' },
  ];
  const who = (said: string | undefined) => {
    const match = matchStaff(said, staff);
    if (match.kind === 'one') return match.staff.id;
    return match.kind === 'several' ? match.staff.map(({ id }) => id) : match.kind;
  };

  it.each([
    ['Ben', '2'],
    ['bei Ben', '2'],
    ['Frau Schaefer', '1'],
    ['herr mueller', '2'],
    ['Anna Berg', '3'],
    ['Mueler', '2'],
  ])('finds who "%s" is (ASK-12)', (said, id) => expect(who(said)).toBe(id));

  it('asks, knows nobody, or has no wish', () => {
    expect(who('Anna')).toEqual(['1', '3']);
    expect(who('Clara')).toBe('unknown');
    expect(who('egal')).toBe('none_said');
    expect(who(undefined)).toBe('none_said');
  });
});
