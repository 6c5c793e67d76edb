import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reminderWordsOf } from '../../src/domain/reminders/words/reminder-words-of.ts';
import { isNameOf, sameName, tidyName } from '../../src/domain/person-name.ts';

describe('tidyName', () => {
  it.each([
    ['  Max   Mustermann ', 'Max Mustermann'],
    ['max mustermann', 'Max Mustermann'],
    ['MAX MUSTERMANN', 'Max Mustermann'],
    ['anna-lena öztürk', 'Anna-Lena Öztürk'],
    ['Max von Muster', 'Max von Muster'],
    ['max von muster', 'Max von Muster'],
    ['Max mustermann', 'Max Mustermann'],
    ["Sinéad O'Neil", "Sinéad O'Neil"],
    ['Max\u0000 Mustermann\n', 'Max Mustermann'],
    ['Mein Name ist Max Mustermann.', 'Max Mustermann'],
    ['ich heiße max mustermann', 'Max Mustermann'],
    ['this is Max Mustermann', 'Max Mustermann'],
    ['this is Jane Doe speaking', 'Jane Doe'],
    ["my name's jane doe", 'Jane Doe'],
    ["yes, it's Jane Doe", 'Jane Doe'],
    ['Guten Tag, hier ist Erika Muster', 'Erika Muster'],
    ['Erika Muster am Apparat', 'Erika Muster'],
    ['auf den Namen Anna Meier bitte', 'Anna Meier'],
    ['under the name of Anna Meier', 'Anna Meier'],
    ['Name: Max Mustermann', 'Max Mustermann'],
    ["it's for my wife Anna Meier", 'Anna Meier'],
    ['es ist für meinen Sohn Paul Weber', 'Paul Weber'],
    ['für meine Frau Anna Meier', 'Anna Meier'],
    ['Hallo, mein Name ist Max Mustermann und ich hätte gern einen Termin', 'Max Mustermann'],
    ['Meier, Anna Meier', 'Anna Meier'],
    ['für mich, Max Mustermann', 'Max Mustermann'],
    ['Paul, mein Sohn', 'Paul'],
    ['Vorname: Max, Nachname: Mustermann', 'Max Mustermann'],
    ['first name Jane, last name Doe', 'Jane Doe'],
    ['Müller mit Doppel-L', 'Müller'],
    ['my name is spelled J A N E', 'Jane'],
    ['Frau Meier', 'Meier'],
    ['Mr. John Smith', 'John Smith'],
    ['Herr Dr. Max Mustermann', 'Dr. Max Mustermann'],
    ['ludwig van beispiel', 'Ludwig van Beispiel'],
    ["sinéad o'neil", "Sinéad O'Neil"],
    ['Müller Bindestrich Schmidt', 'Müller-Schmidt'],
    ['Anna Müller - Schmidt', 'Anna Müller-Schmidt'],
    ['M wie Martha, A, I, E, R', 'Maier'],
    ['Anna Meier, M-A-I-E-R', 'Anna Maier'],
    ['S wie Siegfried C H M I doppel T', 'Schmitt'],
    ['my last name is S M I T H', 'Smith'],
    ['m as in mike u e double l e r', 'Mueller'],
    ['L I', 'Li'],
    ['J R Smith', 'J R Smith'],
    ['Anna D. Meier', 'Anna D. Meier'],
    ['Viktor Emil Ludwig', 'Viktor Emil Ludwig'],
    ['Will Smith', 'Will Smith'],
    ['Thomas Mann', 'Thomas Mann'],
    ['Peter Kunde', 'Peter Kunde'],
    ['Ali bin Salem', 'Ali bin Salem'],
    ['Иван Петров', 'Иван Петров'],
    ['王小明', '王小明'],
    ['Anna Weiß', 'Anna Weiß'],
    ['Weiß', 'Weiß'],
    ['Herr Morgen', 'Morgen'],
    ['Prof. Dr. Weiss', 'Prof. Dr. Weiss'],
    ['Prof. Dr. med. Anna Weiß', 'Prof. Dr. med. Anna Weiß'],
    ['Peter Morgen', 'Peter Morgen'],
    ['Jony Ive', 'Jony Ive'],
    ['Anna Weiß, W E I S S', 'Anna Weiss'],
    ['12345', ''],
    ['', ''],
    ['🎉', ''],
  ])('keeps "%s" as "%s"', (text, name) => expect(tidyName(text)).toBe(name));

  it.each([
    'ja',
    'ja bitte',
    'nein',
    'Unbekannt',
    'unknown caller',
    'der Kunde',
    'customer',
    'Herr',
    'für meine Frau',
    'not provided',
    'Caller ID: unknown',
    '<b>Max</b>',
    '{{name}}',
    'max@example.com',
    '0171 1234567',
    'null eins sieben eins',
    'Ich möchte gerne einen Termin buchen',
    "I'd like an appointment for tomorrow please",
    'weiß ich nicht',
    'einen Termin buchen',
    'Termin',
    'morgen um zehn Uhr',
    'tomorrow',
    'calling about a haircut',
    'https://example.com/max',
  ])('finds no name in "%s"', (text) => expect(tidyName(text)).toBe(''));

  it.each(['de', 'en'] as const)(
    'finds none in what a call is told in place of one: %s (VIO-53)',
    (language) => expect(tidyName(reminderWordsOf(language).customer)).toBe(''),
  );

  it('finds a name with letters and without digits or markup, or none, in anything', () => {
    const words = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ...'mein name ist this is für meine frau herr dr m a wie martha - , . doppel t meier MEIER von ja und ich'.split(
              ' ',
            ),
          ),
          fc.string({ maxLength: 8 }),
        ),
        { maxLength: 40 },
      )
      .map((list) => list.join(' '));
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        expect(tidyName(text)).toMatch(/^$|^[^\d<>{}@]*\p{L}[^\d<>{}@]*$/u);
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });
});

describe('sameName', () => {
  it.each([
    ['Max Mustermann', 'max mustermann'],
    ['Max Müller', 'Max Mueller'],
    ['Anna-Lena Groß', 'Anna Lena Gross'],
    ['Mustermann', 'Max Mustermann'],
    ['Herr Mustermann', 'Max Mustermann'],
    ['Dr. Max Mustermann', 'Max Mustermann'],
    ['M. Mustermann', 'Max Mustermann'],
    ['Mustermann, Max', 'Max Mustermann'],
    ['Max Peter Mustermann', 'Max Mustermann'],
    ['von Muster', 'Max von Muster'],
    ['Müller-Schmidt', 'Eva Müller Schmidt'],
  ])('takes "%s" and "%s" for one person', (a, b) => {
    expect(sameName(a, b)).toBe(true);
    expect(sameName(b, a)).toBe(true);
  });

  it.each([
    ['Max', 'Max Mustermann'],
    ['Eva Mustermann', 'Max Mustermann'],
    ['Max Muster', 'Max Mustermann'],
    ['', 'Max Mustermann'],
    ['Herr', 'Max Mustermann'],
    ['', ''],
  ])('does not take "%s" for "%s"', (a, b) => {
    expect(sameName(a, b)).toBe(false);
    expect(sameName(b, a)).toBe(false);
  });
});

describe('isNameOf', () => {
  it.each(['Max', 'max', 'Herr Mustermann', 'Max Mustermann', 'M. Mustermann'])(
    'knows Max Mustermann among few by %s',
    (said) => {
      expect(isNameOf('Max Mustermann', said)).toBe(true);
    },
  );

  it.each(['Erika', 'Ma', 'M', 'Max Muster', 'Muster', ''])('does not know Max Mustermann by %s', (said) => {
    expect(isNameOf('Max Mustermann', said)).toBe(false);
  });
});
