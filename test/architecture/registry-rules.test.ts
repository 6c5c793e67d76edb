import { describe, expect, it } from 'vitest';
import { registryViolations } from './registry-rules.ts';
import { readFiles } from './source-file.ts';

const registry = [
  "import type { VoiceFunction } from '../src/runtime/define-function.ts';",
  "import bookAppointment from './book-appointment.ts';",
  "import parseDate from './parse-date.ts';",
  '',
  'export const functions: readonly VoiceFunction[] = [bookAppointment, parseDate];',
].join('\n');

function declaration(name: string): string {
  return `export default defineFunction({\n  name: '${name}',\n  input: z.object({ name: z.string() }),\n});\n`;
}

function violations(changes: Record<string, string>): string[] {
  const files = {
    'functions/index.ts': registry,
    'functions/book-appointment.ts': declaration('book_appointment'),
    'functions/parse-date.ts': declaration('parse_date'),
    ...changes,
  };
  return registryViolations(Object.entries(files).map(([path, text]) => ({ path, text })));
}

describe('the registry of voice functions', () => {
  it('lists the functions of its folder, each named after its file', () => {
    expect(registryViolations(readFiles('functions'))).toEqual([]);
    expect(violations({})).toEqual([]);
  });

  it('is reported when it forgets a function, or names one that is gone', () => {
    expect(violations({ 'functions/cancel.ts': declaration('cancel') })).toEqual([
      'functions/cancel.ts is not imported by the registry',
    ]);
    const more = registry
      .replace('import parseDate', "import gone from './gone.ts';\nimport parseDate")
      .replace('[bookAppointment,', '[bookAppointment, gone,');
    expect(violations({ 'functions/index.ts': more })).toEqual([
      'functions/gone.ts is imported by the registry, and is no function',
    ]);
  });

  it('is reported when it imports and does not list, lists twice, or lists what it does not import', () => {
    const lists = (list: string) =>
      violations({ 'functions/index.ts': registry.replace('bookAppointment, parseDate', list) });
    expect(lists('parseDate')).toEqual(['bookAppointment is imported by the registry and not listed']);
    expect(lists('bookAppointment, parseDate, parseDate')).toEqual(['parseDate is listed twice']);
    expect(lists('bookAppointment, parseDate, other')).toEqual(['other is listed and not imported']);
  });

  it('is reported when a function is not named after its file, or is exported otherwise', () => {
    expect(violations({ 'functions/parse-date.ts': declaration('parse-date') })).toEqual([
      'functions/parse-date.ts is named parse-date, not parse_date',
    ]);
    const named = declaration('parse_date').replace('export default', 'export const parseDate =');
    expect(violations({ 'functions/parse-date.ts': named })).toEqual([
      'functions/parse-date.ts has 0 default exports',
    ]);
    expect(registryViolations([])).toEqual(['functions/index.ts is missing']);
  });
});
