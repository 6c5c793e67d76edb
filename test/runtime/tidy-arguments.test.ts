import { describe, expect, it } from 'vitest';
import { tidyArguments } from '../../src/runtime/tidy-arguments.ts';

const tidyText = (text: unknown): unknown => tidyArguments({ text }, ['text'])['text'];

describe('arguments as models write them', () => {
  it.each([null, undefined, '', '   ', 'null', 'None', 'NONE', 'undefined', 'n/a', 'Unknown'])(
    'counts %j as nothing said (ASK-42)',
    (value) => {
      expect(tidyArguments({ text: value }, ['text'])).toEqual({});
    },
  );

  it('keeps an empty word where it counts as said, and a null as an empty text (ASK-23)', () => {
    const said = { yes: null, no: ' None ', text: 'None', other: null };
    const tidied = tidyArguments(said, ['yes', 'no', 'text', 'other', 'absent'], ['yes', 'no', 'absent']);
    expect(tidied).toEqual({ yes: '', no: 'None' });
  });

  it('takes numbers as text and leaves words alone', () => {
    expect(tidyText(14)).toBe('14');
    expect(tidyText(14.5)).toBe('14.5');
    expect(tidyText('  halb drei ')).toBe('halb drei');
    expect(tidyText('Herr None-Meyer')).toBe('Herr None-Meyer');
  });

  it('keeps truth values, lists and objects for the schema to judge', () => {
    expect(tidyText(true)).toBe(true);
    expect(tidyText(['a'])).toEqual(['a']);
    expect(tidyText({ a: 1 })).toEqual({ a: 1 });
  });

  it('takes control characters and half characters out', () => {
    expect(tidyText('Max\u0000\u0007Muster\u001bmann\n')).toBe('Max Muster mann');
    expect(tidyText('Max \ud83d')).toBe('Max \ufffd');
  });

  it('cuts what nobody says in one breath, without breaking a character', () => {
    expect(tidyText('x'.repeat(1_000_000))).toBe('x'.repeat(1_000));
    const cut = tidyText(`${'x'.repeat(999)}😀`);
    expect(cut).toBe(`${'x'.repeat(999)}\ufffd`);
  });

  it('takes known fields only, and none that an object merely inherits', () => {
    expect(tidyArguments({ text: 'a', call_id: 'b', junk: 'c' }, ['text'])).toEqual({ text: 'a' });
    expect(tidyArguments({}, ['constructor', 'toString'])).toEqual({});
  });

  it.each([null, undefined, 'Dienstag', 5, true])('makes nothing of %j in place of arguments', (raw) => {
    expect(tidyArguments(raw, ['text'])).toEqual({});
  });
});
