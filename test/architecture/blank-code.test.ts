import { describe, expect, it } from 'vitest';
import { blankCode, lineAt } from './blank-code.ts';

describe('blankCode', () => {
  it('takes comments out and leaves every other character in its place', () => {
    const text = 'a(); // b()\n/* c()\n d() */ e();';
    expect(blankCode(text, 'keep')).toBe('a();       \n      \n        e();');
  });

  it('leaves an address inside a string alone, although it looks like a comment', () => {
    expect(blankCode("const at = 'http://a.test'; b();", 'keep')).toBe("const at = 'http://a.test'; b();");
  });

  it('takes the inside of strings and patterns out, escapes and classes included', () => {
    expect(blankCode(String.raw`x('it\'s'); y(/['"/\]]/.test(z)); w();`, 'blank')).toBe(
      "x('     '); y(/       /.test(z)); w();",
    );
  });

  it('keeps the code inside a template and takes its text out, nested ones included', () => {
    expect(blankCode('`a${b({ c: `d${e}f` })}g`; h();', 'blank')).toBe('` ${b({ c: ` ${e} ` })} `; h();');
  });

  it('knows a division from a pattern', () => {
    expect(blankCode("const half = total / 2; const quote = 'x'; // y", 'blank')).toBe(
      "const half = total / 2; const quote = ' ';     ",
    );
  });

  it('counts lines from one', () => {
    expect(lineAt('a\nb\nc', 4)).toBe(3);
  });
});
