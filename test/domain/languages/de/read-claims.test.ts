import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../../src/domain/speech/read-claims.ts';

/** The call began on Friday, 20 November 2026, at ten. */
const CALL = { now: new Date('2026-11-20T09:00:00Z'), zone: 'Europe/Berlin', locale: 'de-DE' };
const TUESDAY = '2026-11-24';
const THURSDAY = '2026-11-26';

const TRUE_CLAIMS: [said: string, claim: string][] = [
  ['Ich habe Sie für Dienstag, den 24. November, um 14 Uhr 30 eingetragen.', `booked ${TUESDAY} 14:30`],
  ['Ich habe den Termin am Dienstag um 14:30 Uhr für Sie gebucht.', `booked ${TUESDAY} 14:30`],
  ['Super, ich habe das gebucht.', 'booked'],
  ['Alles klar, habe ich gebucht.', 'booked'],
  ['Damit habe ich Ihren Termin am kommenden Dienstag um 9 Uhr eingetragen.', `booked ${TUESDAY} 09:00`],
  ['Wir haben Sie am Donnerstag um 15 Uhr eingeplant.', `booked ${THURSDAY} 15:00`],
  ['Ihr Termin ist gebucht.', 'booked (state)'],
  ['Ihr Termin am Dienstag, den 24. November, um 9 Uhr ist gebucht.', `booked (state) ${TUESDAY} 09:00`],
  ['Der Termin ist fest für Sie eingetragen.', 'booked (state)'],
  ['Damit ist Ihr Termin gebucht: Dienstag, 24. November, um 14 Uhr 30.', `booked (state) ${TUESDAY} 14:30`],
  ['Sie sind jetzt für Dienstag um halb drei eingetragen.', `booked (state) ${TUESDAY} 14:30`],
  ['Ihre Buchung wurde bestätigt.', 'booked (state)'],
  ['Ihr Termin ist bestätigt, Ihr Code lautet 1234 5678.', 'booked (state)'],
  ['Gebucht!', 'booked (state)'],
  ['Perfekt, gebucht für Dienstag um 14:30 Uhr.', `booked (state) ${TUESDAY} 14:30`],
  ['Ich habe den Termin gebucht, kann ich sonst noch etwas für Sie tun?', 'booked'],
  ['Ich habe Sie am Dienstag um 9 Uhr eingetragen und schicke Ihnen eine SMS.', `booked ${TUESDAY} 09:00`],
  [
    'Dienstag war leider nichts frei, deshalb habe ich Sie für Donnerstag um 15 Uhr eingetragen.',
    `booked ${THURSDAY} 15:00`,
  ],
  ['Ich habe nachgesehen und Sie für Dienstag um 9 Uhr eingetragen.', `booked ${TUESDAY} 09:00`],
  [
    'Ich habe Sie am Dienstag um 9 Uhr eingetragen, Sie können bis 24 Stunden vorher absagen.',
    `booked ${TUESDAY} 09:00`,
  ],
  ['Ich habe Sie am Dienstag um 9 Uhr auf den Namen Freitag eingetragen.', `booked ${TUESDAY} 09:00`],
  ['Wir haben einen Termin für Dienstag um 9 Uhr vereinbart.', `booked ${TUESDAY} 09:00`],
  ['Ich habe Ihnen Dienstag, 9 Uhr, fest reserviert.', `booked ${TUESDAY} 09:00`],
  ['Ich habe Ihren Termin storniert.', 'cancelled'],
  ['Ihr Termin ist abgesagt.', 'cancelled (state)'],
  ['Ihr Termin am Dienstag um 9 Uhr wurde storniert.', `cancelled (state) ${TUESDAY} 09:00`],
  ['Der Termin am Dienstag ist hiermit storniert.', `cancelled (state) ${TUESDAY}`],
  ['Das ist storniert.', 'cancelled (state)'],
  ['Ich habe den Termin am Dienstag um 9 Uhr für Sie abgesagt.', `cancelled ${TUESDAY} 09:00`],
  ['Ich habe Ihren Termin am Dienstag gelöscht.', `cancelled ${TUESDAY}`],
  ['Okay, storniert.', 'cancelled (state)'],
  ['Ich habe Ihren Termin auf Donnerstag um 15 Uhr verschoben.', `moved ${THURSDAY} 15:00`],
  ['Ihr Termin ist auf Donnerstag um 15 Uhr verlegt.', `moved (state) ${THURSDAY} 15:00`],
  [
    'Ihr Termin wurde von Dienstag, 9 Uhr, auf Donnerstag, 15 Uhr, verschoben.',
    `moved (state) ${THURSDAY} 15:00`,
  ],
  ['Ich habe Sie auf Donnerstag um 15 Uhr umgebucht.', `moved ${THURSDAY} 15:00`],
  [
    'Ihr Termin ist verlegt: Donnerstag, den 26. November, um 15 Uhr, statt Dienstag um 9 Uhr.',
    `moved (state) ${THURSDAY} 15:00`,
  ],
  ['Ich habe Ihren Termin auf Donnerstag um 15 Uhr geändert.', `moved ${THURSDAY} 15:00`],
  ['Er wurde auf Donnerstag um 15 Uhr verschoben.', `moved (state) ${THURSDAY} 15:00`],
  ['Ich habe den Termin verschoben.', 'moved'],
];

const TWO_CLAIMS: [said: string, claims: string[]][] = [
  [
    'Ich habe den Termin am Dienstag storniert und Sie für Donnerstag um 15 Uhr eingetragen.',
    [`cancelled ${TUESDAY}`, `booked ${THURSDAY} 15:00`],
  ],
  [
    'Ich habe Ihren Sohn am Dienstag um 9 Uhr eingetragen. Und Sie habe ich am Donnerstag um 15 Uhr eingetragen.',
    [`booked ${TUESDAY} 09:00`, `booked ${THURSDAY} 15:00`],
  ],
];

const NO_CLAIMS: string[] = [
  'Soll ich den Termin am Dienstag um 14:30 Uhr buchen?',
  'Darf ich das so verbindlich buchen?',
  'Ich könnte Sie am Dienstag um 9 Uhr eintragen.',
  'Ich kann Sie gerne für Dienstag eintragen.',
  'Möchten Sie, dass ich den Termin storniere?',
  'Haben Sie den Termin schon gebucht?',
  'Ist der Termin schon gebucht?',
  'Haben wir Sie am Dienstag eingetragen?',
  'Ich habe Sie am Dienstag um 9 Uhr eingetragen, richtig?',
  'Ich habe den Termin noch nicht gebucht.',
  'Ich habe leider nichts gebucht.',
  'Ihr Termin ist noch nicht bestätigt.',
  'Der Termin wurde nicht storniert.',
  'Ich habe den Termin nicht, wie besprochen, storniert.',
  'Sobald der Termin gebucht ist, erhalten Sie eine SMS.',
  'Wenn ich den Termin gebucht habe, bekommen Sie eine Nachricht.',
  'Falls Sie den Termin storniert haben möchten, sagen Sie es mir.',
  'Sie wären dann für Dienstag um 9 Uhr eingetragen.',
  'Der Termin wird jetzt gebucht.',
  'Ihr Termin wird auf Donnerstag verschoben.',
  'Ich werde Ihren Termin absagen.',
  'Ich buche das jetzt für Sie.',
  'Einen Moment, ich trage Sie ein.',
  'Ich habe den Termin angefragt, er muss noch bestätigt werden.',
  'Ich habe Ihre Anfrage für Dienstag um 9 Uhr eingetragen.',
  'Ich habe einen Rückruf für Sie eingetragen.',
  'Ich habe Ihren Wunsch eingetragen.',
  'Ich habe Sie auf die Warteliste eingetragen.',
  'Ich habe Ihre Telefonnummer eingetragen.',
  'Am Dienstag ist leider schon alles gebucht.',
  'Der Termin um 9 Uhr ist leider schon gebucht.',
  'Wir sind am Dienstag komplett ausgebucht.',
  'Anna ist am Dienstag um 9 Uhr gebucht.',
  'Da hat jemand anderes storniert, deshalb ist um 9 Uhr etwas frei.',
  'Ein anderer Kunde hat abgesagt.',
  'Ich habe gesehen, dass Sie schon einen Termin gebucht haben.',
  'Ich habe Ihren gebuchten Termin gefunden.',
  'Ich habe Ihnen, wie vereinbart, eine Nachricht geschickt.',
  'Ich habe versucht, den Termin zu buchen.',
  'Ich hätte Sie gerne für Dienstag eingetragen.',
  'Hätten Sie den Termin früher abgesagt, wäre es kostenlos gewesen.',
  'Der Termin kann nur bis 24 Stunden vorher abgesagt werden.',
  'Der Termin muss erst storniert werden.',
  'Gebucht wird erst nach Ihrer Bestätigung.',
  'Termine können online gebucht, verschoben oder storniert werden.',
  'Ich habe Ihnen die Zeit bis zu Ihrem Ja vorgemerkt.',
  'Ich habe am Dienstag um 9 Uhr einen freien Termin gefunden.',
  'Ich habe den Termin am Dienstag um 9 Uhr fast gebucht.',
  'Wie gebucht bleibt es bei Dienstag um 9 Uhr.',
  'Ist Ihr Termin jetzt verschoben?',
  'Ich habe die Verlegung angefragt: Donnerstag um 15 Uhr.',
  'Wir haben unseren Salon verlegt.',
  'Ihre Telefonnummer wurde gelöscht.',
  'Der Betrag wurde storniert.',
  'Guten Tag, was kann ich für Sie tun?',
  'Ihre Terminanfrage ist eingetragen, wir melden uns.',
  'Ich habe alles eingetragen, was ich brauche: Name, Nummer und Uhrzeit.',
  'Leider wurde der Termin von der Praxis abgesagt.',
  'Ihr Termin wurde vielleicht nicht gebucht.',
  'Gebucht ist noch nichts.',
  'Ihr Termin ist wohl storniert worden, da muss ich nachfragen.',
  'Es sieht so aus, als wäre Ihr Termin abgesagt worden.',
  'Ihr Name ist eingetragen, jetzt fehlt noch die Uhrzeit.',
  'Damit der Termin fest gebucht ist, brauche ich noch Ihren Namen.',
  'Ihr bisheriger Termin bleibt bestehen, bis der neue gebucht ist.',
  'Diese Zeit wurde gerade eben von jemand anderem gebucht.',
];

const TAKEN_BACK: string[] = [
  'Ich habe den Termin gebucht. Entschuldigung, ich habe den Termin doch nicht gebucht.',
  'Ihr Termin ist gebucht. Ich sehe gerade, der Termin wurde nicht gebucht.',
  'Ihr Termin ist eingetragen. Tut mir leid, ich konnte ihn leider nicht eintragen.',
];

function told(said: string): string[] {
  return readClaims([said], CALL).map(({ deed, isState, when }) =>
    [deed, isState ? '(state)' : '', ...when.map(({ date, time }) => [date, time].filter(Boolean).join(' '))]
      .filter((part) => part !== '')
      .join(' '),
  );
}

describe('what a German agent says', () => {
  it.each(TRUE_CLAIMS)('tells of a deed: %s', (said, claim) => {
    expect(told(said)).toEqual([claim]);
  });

  it.each(TWO_CLAIMS)('tells of two deeds: %s', (said, claims) => {
    expect(told(said)).toEqual(claims);
  });

  it.each(NO_CLAIMS.map((said) => [said]))('tells of no deed: %s', (said) => {
    expect(told(said)).toEqual([]);
  });

  it.each(TAKEN_BACK.map((said) => [said]))('takes back what was told: %s', (said) => {
    expect(told(said)).toEqual([]);
  });
});
