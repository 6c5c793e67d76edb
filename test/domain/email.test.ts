import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEmail } from '../../src/domain/email.ts';

/** Words of addresses in any order, as no caller says them. */
const SPEECH = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...(
          'at ät punkt dot minus doppel double t wie as in martha anton otto berta m x . @ - _ , gmail com de e mail eins twenty ' +
          'one hundert und zusammen alles klein meine ist umlaut sch ü ß 7 12 mal hundred thousand'
        ).split(' '),
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((words) => words.join(' '));

describe('readEmail', () => {
  it.each([
    ['max@example.com', 'max@example.com'],
    ['  Max.Mustermann@Example.COM ', 'Max.Mustermann@example.com'],
    ['max+termin@mail.example.com', 'max+termin@mail.example.com'],
    ['<max@example.com>', 'max@example.com'],
    ['mailto:max@example.com', 'max@example.com'],
    ['max@example.com.', 'max@example.com'],
    ["o'neil@example.com", "o'neil@example.com"],
    ['max@bücher.example', 'max@bücher.example'],
    ['max punkt mustermann at example punkt com', 'max.mustermann@example.com'],
    ['Max Punkt Mustermann ät Example Punkt com', 'max.mustermann@example.com'],
    ['max unterstrich mustermann at example bindestrich shop dot test', 'max_mustermann@example-shop.test'],
    ['m a x at example dot com', 'max@example.com'],
    ['max @ example . com', 'max@example.com'],
  ])('reads "%s" as %s (ASK-17)', (text, email) => {
    expect(readEmail(text)).toEqual({ kind: 'ok', email });
  });

  it.each([
    ['max dot mustermann at example dot com', 'max.mustermann@example.com'],
    ['max bindestrich mustermann affenschwanz example punkt com', 'max-mustermann@example.com'],
    ['max plus termin Klammeraffe example Punkt com', 'max+termin@example.com'],
    ['max punkt mustermann@example.com', 'max.mustermann@example.com'],
    ['max punkt m at example. com', 'max.m@example.com'],
    ['Max Mustermann <max@example.com>', 'max@example.com'],
    ['meine Adresse ist max at example punkt com', 'max@example.com'],
    ['meine E-Mail ist max at example punkt com', 'max@example.com'],
    ["it's max@example.com", 'max@example.com'],
    ['max at example punkt com, alles kleingeschrieben', 'max@example.com'],
    ['max at example dot com, all lower case', 'max@example.com'],
    ['max mustermann, alles zusammengeschrieben, at example punkt com', 'maxmustermann@example.com'],
    ['max mustermann all one word at example dot com', 'maxmustermann@example.com'],
    ['peter punkt klein at example punkt de', 'peter.klein@example.de'],
    ['mail at example punkt de', 'mail@example.de'],
    ['e punkt mustermann at example punkt de', 'e.mustermann@example.de'],
    ['max at example punkt co punkt uk', 'max@example.co.uk'],
    ['max at gmx punkt at', 'max@gmx.at'],
    ['jürgen at example punkt de', 'juergen@example.de'],
    ['max achtundachtzig at example punkt com', 'max88@example.com'],
    ['max neunzehnhundertachtzig at example punkt com', 'max1980@example.com'],
    ['max nineteen eighty-four at example dot com', 'max1984@example.com'],
    ['peter 1 2 3 at example punkt com', 'peter123@example.com'],
    ['max null sieben at example punkt com', 'max07@example.com'],
  ])('understands "%s" as %s (ASK-17)', (text, email) => {
    expect(readEmail(text)).toEqual({ kind: 'ok', email });
  });

  it.each([
    ['M-A-X at example dot com', 'max@example.com'],
    ['Anton Berta Cäsar at example punkt com', 'abc@example.com'],
    ['München Aachen Xanten at example punkt com', 'max@example.com'],
    ['mike alpha x-ray at example dot com', 'max@example.com'],
    ['m as in Mike, a as in apple, x as in x-ray at example dot com', 'max@example.com'],
    ['b for Bravo o b at example dot com', 'bob@example.com'],
    ['D wie Dora, e, r at example punkt com', 'der@example.com'],
    ['sch wie Schule u h at example punkt com', 'schuh@example.com'],
    ['ma doppel t at example punkt com', 'matt@example.com'],
    ['o double t o at example dot com', 'otto@example.com'],
    ['double u i l l at example dot com', 'will@example.com'],
    ['s c h m i doppelt at example punkt com', 'schmitt@example.com'],
    ['u umlaut b e r at example punkt com', 'ueber@example.com'],
    ['em a ix at example punkt com', 'max@example.com'],
    ['Maier, m e i e r, at example punkt com', 'meier@example.com'],
    ['otto, o t t o, at example punkt com', 'otto@example.com'],
    ['otto at example punkt com', 'otto@example.com'],
    ['hanna mit doppel n at example punkt com', 'hanna@example.com'],
    ['anna doppel-n at example punkt com', 'anna@example.com'],
    ['info at eins und eins punkt de', 'info@1und1.de'],
    ['max.mustermann(at)example.com', 'max.mustermann@example.com'],
  ])('puts spelled letters together: "%s" is %s', (text, email) => {
    expect(readEmail(text)).toEqual({ kind: 'ok', email });
  });

  it.each([
    ['max at ge em ix punkt de', 'max@gmx.de'],
    ['max at web de', 'max@web.de'],
    ['max at t minus online punkt de', 'max@t-online.de'],
    ['max at t online punkt de', 'max@t-online.de'],
    ['max at google mail punkt com', 'max@googlemail.com'],
    ['max at i cloud dot com', 'max@icloud.com'],
    ['max at yahoo dot co dot uk', 'max@yahoo.co.uk'],
  ])('knows the big providers as they are said: "%s" is %s', (text, email) => {
    expect(readEmail(text)).toEqual({ kind: 'ok', email });
  });

  it.each([
    ['max@gmial.com', 'max@gmail.com'],
    ['max@gmail.con', 'max@gmail.com'],
    ['max@gmail.co', 'max@gmail.com'],
    ['max@gmail', 'max@gmail.com'],
    ['max at gmial punkt com', 'max@gmail.com'],
    ['max@googlemial.com', 'max@googlemail.com'],
    ['max@hotmial.com', 'max@hotmail.com'],
    ['max@outlok.com', 'max@outlook.com'],
    ['max@yaho.com', 'max@yahoo.com'],
    ['max@t-onlin.de', 'max@t-online.de'],
    ['max@web.d', 'max@web.de'],
    ['max@gmx.dr', 'max@gmx.de'],
    ['müller@example.com', 'mueller@example.com'],
  ])('mends the slip in %s', (text, email) => {
    expect(readEmail(text)).toEqual({ kind: 'ok', email });
  });

  it.each([
    'max@gmx.net',
    'max@gmx.at',
    'max@gmx.ch',
    'max@mail.com',
    'max@ymail.com',
    'max@weg.de',
    'max@wed.de',
    'max@cloud.com',
    'max@vmail.com',
    'max@hotmail.fr',
    'max@yahoo.it',
    'max@web.dk',
    'max@outlook.example',
  ])('leaves %s to its owner', (email) => expect(readEmail(email)).toEqual({ kind: 'ok', email }));

  it.each([
    'max mustermann at example punkt com',
    'info at salon nord punkt com',
    'anna paula at example punkt com',
    'ja also ich glaube max at example punkt com',
    'max@gmx.nt',
    'max@example.dr',
    'b wie Paula o b at example punkt com',
    "my email is o'neil@example.com",
    'max at example at example punkt com',
    'punkt at example punkt com',
    '',
    'max',
    'max@',
    '@example.com',
    'max@example',
    'max@@example.com',
    'max..m@example.com',
    '.max@example.com',
    'max.@example.com',
    'max@-example.com',
    'max@example..com',
    'ich habe keine',
    'max@example.c',
    `${'a'.repeat(65)}@example.com`,
  ])('refuses "%s" (ASK-17)', (text) => expect(readEmail(text)).toEqual({ kind: 'invalid' }));

  it('reads every address that it read as the same one again', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary', maxLength: 300 }), SPEECH),
        (text) => {
          const read = readEmail(text);
          const again = read.kind === 'ok' ? readEmail(read.email) : { kind: 'ok', email: undefined };
          expect(again).toEqual({ kind: 'ok', email: read.kind === 'ok' ? read.email : undefined });
        },
      ),
      { numRuns: 1_000, seed: 1 },
    );
  });
});
