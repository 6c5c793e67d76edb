import { describe, expect, it } from 'vitest';
import { sameName, tidyName } from '../../src/domain/person-name.ts';

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
    ['12345', ''],
    ['', ''],
    ['🎉', ''],
  ])('keeps "%s" as "%s"', (text, name) => expect(tidyName(text)).toBe(name));
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
