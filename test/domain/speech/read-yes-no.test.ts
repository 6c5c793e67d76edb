import { describe, expect, it } from 'vitest';
import { readYesNo } from '../../../src/domain/speech/read-yes-no.ts';

/** One phrase per line. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const GERMAN_YES = lines(`
  ja
  Ja.
  Ja!
  ja ja
  ja bitte
  ja bitte gerne
  Ja, genau, das passt so
  ja gern
  sehr gerne
  gerne
  passt
  das passt
  das passt mir sehr
  genau
  richtig
  stimmt
  klar
  na klar
  natürlich
  selbstverständlich
  auf jeden Fall
  in Ordnung
  alles klar
  einverstanden
  okay
  ok, bitte
  okay danke
  perfekt, danke
  super
  prima, danke
  ja, machen wir
  dann machen wir das so
  den nehme ich
  ja, bitte buchen
  Buchen Sie das bitte
  ähm, ja
  Ach ja, gerne
  Na gut
  das klingt gut
  jawohl
  ja, kein Problem
  ja, warum nicht
`);

const GERMAN_NO = lines(`
  nein
  Nein.
  nein danke
  Nein, vielen Dank
  nein nein
  nee
  nö
  ne
  ach nein
  äh, nein
  doch nicht
  lieber nicht
  bitte nicht
  bitte nicht buchen
  auf keinen Fall
  auf gar keinen Fall
  nein, doch nicht
  nein, bitte nicht
  stopp
  abbrechen
  nein, abbrechen bitte
  nein, den Termin nicht
`);

const GERMAN_UNCLEAR = lines(`
  passt nicht
  das passt mir nicht
  genau das nicht
  ok, dann doch nicht
  ja, aber lieber um 16 Uhr
  ja aber
  ja, doch
  ja oder nein
  ja nein
  nein, ja
  jein
  ja, um vier
  ja, um 16 Uhr
  ja, am Dienstag
  ja, wenn es geht
  ja?
  ja, wann denn?
  vielleicht
  weiß nicht
  ich bin nicht sicher
  nicht richtig
  richtig ist das nicht
  okay, Moment
  ja, und morgen auch
  gut
  danke
  bitte
  kein Problem
  warum nicht
  warum nicht?
  nein, kein Problem
  bitte nicht abbrechen
  nicht so gerne
  passt, lieber später
  ja, zwei
  ja, 2
`);

const ENGLISH_YES = lines(`
  yes
  Yes.
  yes please
  yes please book it
  Yes, please book that
  yes, book the appointment
  yeah
  yep
  yup
  yes yes
  sure
  sure, go ahead
  go ahead
  go for it
  ok
  okay
  okay, thank you
  alright
  all right
  of course
  absolutely
  definitely
  certainly
  correct
  that's right
  that's correct
  That’s fine
  that is correct
  that works
  that works for me
  works for me
  sounds good
  that sounds good
  sounds good, thanks
  please do
  yes, do that
  let's do it
  perfect
  perfect, thank you very much
  great
  yes, that's great
  book it
  um, yes
  oh yes
  well, yes
  confirmed
  y
  true
  no problem, book it
  yes, no problem
  sure, why not
  yes I'd like that
`);

const ENGLISH_NO = lines(`
  no
  No.
  no thanks
  no thank you
  no, thank you very much
  nope
  nah
  no no
  oh no
  um, no
  well, no
  n
  false
  cancel
  cancel it
  no, cancel that please
  stop
  no, stop
  don't book it
  do not book that
  absolutely not
  of course not
  definitely not
  I'd rather not
  no, please don't
  no, that doesn't work
  no, I don't want that
`);

const ENGLISH_UNCLEAR = lines(`
  Yes, but at four instead
  yes, at four
  yes at 4pm
  yes but
  yes or no
  yes and no
  yes no
  no, yes
  yes?
  yes, what time?
  ok, wait
  okay, hold on
  yes, on Tuesday
  yes, tomorrow
  yes, another one
  yes, 2
  maybe
  not sure
  I'm not sure
  that's not right
  not correct
  that is not fine
  I'm fine
  I'm good
  right now
  sure, if it's cheap
  yes, unless it rains
  no problem
  no worries
  why not
  why not?
  no, no problem
  no doubt
  don't cancel
  no, don't cancel it
  please don't
  thanks
  good
`);

describe('a yes or no passed on by a model (ASK-23)', () => {
  it.each([...GERMAN_YES, ...ENGLISH_YES])('takes "%s" as yes', (said) => {
    expect(readYesNo(said)).toBe('yes');
  });

  it.each([...GERMAN_NO, ...ENGLISH_NO])('takes "%s" as no', (said) => {
    expect(readYesNo(said)).toBe('no');
  });

  it.each([...GERMAN_UNCLEAR, ...ENGLISH_UNCLEAR])('asks again after "%s"', (said) => {
    expect(readYesNo(said)).toBe('unclear');
  });

  it('takes truth values and their figures as they are, and an absent answer as yes', () => {
    expect([true, '1', undefined].map(readYesNo)).toEqual(['yes', 'yes', 'yes']);
    expect([false, '0'].map(readYesNo)).toEqual(['no', 'no']);
  });

  it.each(['', ' ', 'unknown', 'None', 'null', 'undefined', 'n/a'])(
    'asks again after the empty word %j',
    (said) => {
      expect(readYesNo(said)).toBe('unclear');
    },
  );
});
