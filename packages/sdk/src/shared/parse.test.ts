import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { codeOf, codeOfScheme } from './code.ts';
import { date, decimal, line, monthDay, prose, reference, url } from './fields.ts';
import { parseCommand } from './parse.ts';

const colors = { scheme: 'color', title: 'Colors', codes: [{ code: 'red', label: 'Red' }] };
const schema = z.strictObject({
  name: line(),
  count: z.int().min(3).max(9),
  entries: z.array(line()).max(2),
  color: codeOf(colors),
  unit: codeOfScheme('unit').nullable(),
  amount: decimal(),
  kind: z.enum(['A', 'B']),
});
const valid = {
  name: ' A name ',
  count: 3,
  entries: ['one'],
  color: { code: 'red' },
  unit: { code: 'percent', label: 'Percent' },
  amount: '007.50',
  kind: 'A',
};

describe('parseCommand', () => {
  it('rejects each field with more than 32 levels of lists and objects', () => {
    const inner: Record<string, unknown> = {};
    inner.self = [inner];
    const deep: unknown = JSON.parse('['.repeat(33) + ']'.repeat(33));
    const message = (field: string) =>
      `\`${field}\` has more than 32 levels of lists and objects. Remove the inner ones.`;
    expect(parseCommand(schema, { ...valid, name: deep, entries: inner })).toEqual({
      ok: false,
      issues: ['name', 'entries'].map((field) => ({ code: 'INVALID', path: [field], message: message(field) })),
    });
  });

  it('returns the values in canonical form', () => {
    expect(parseCommand(schema, valid)).toEqual({
      ok: true,
      value: {
        ...valid,
        name: 'A name',
        amount: '7.5',
        color: { scheme: 'color', code: 'red', label: 'Red', uri: null },
        unit: { scheme: 'unit', code: 'percent', label: 'Percent', uri: null },
      },
    });
  });

  it.each([
    ['an absent value', { name: undefined }, 'REQUIRED', 'name'],
    ['null', { name: null }, 'REQUIRED', 'name'],
    ['an absent choice', { kind: undefined }, 'REQUIRED', 'kind'],
    ['an empty text', { name: '   ' }, 'REQUIRED', 'name'],
    ['a text of invisible characters', { name: '\u200b\ufeff \u00ad\u2060\u3164\u2800' }, 'REQUIRED', 'name'],
    ['another type', { name: 7 }, 'INVALID', 'name'],
    ['a text that is too long', { name: 'x'.repeat(301) }, 'TOO_LONG', 'name'],
    ['a list that is too long', { entries: ['1', '2', '3'] }, 'TOO_MANY', 'entries'],
    ['an empty entry of a list', { entries: ['1', ''] }, 'REQUIRED', 'entries.1'],
    ['a number that is too small', { count: 2 }, 'OUT_OF_RANGE', 'count'],
    ['a number that is too large', { count: 10 }, 'OUT_OF_RANGE', 'count'],
    ['a number that is not whole', { count: 3.5 }, 'INVALID', 'count'],
    ['an unknown code', { color: { code: 'blue' } }, 'UNKNOWN_CODE', 'color.code'],
    ['a custom code without a label', { color: { scheme: 'site', code: 'blue' } }, 'REQUIRED', 'color.label'],
    ['a code of a scheme without a list, without a label', { unit: { code: 'x' } }, 'REQUIRED', 'unit.label'],
    ['a custom code of invisible characters', { unit: { code: '\u200d', label: 'X' } }, 'REQUIRED', 'unit.code'],
    ['a text that is not a decimal', { amount: '1,5' }, 'INVALID', 'amount'],
    ['a value that is not in the list', { kind: 'C' }, 'INVALID', 'kind'],
    ['a control character', { name: 'a\u001b[2Jb' }, 'INVALID', 'name'],
    ['a line break in a name', { name: 'a\nb' }, 'INVALID', 'name'],
    ['a tab in an entry of a list', { entries: ['a\tb'] }, 'INVALID', 'entries.0'],
    ['the character U+0000', { name: 'a\0b' }, 'INVALID', 'name'],
    ['half of a surrogate pair', { entries: ['a', '\ud800'] }, 'INVALID', 'entries.1'],
    ['an unknown field', { shade: 'red' }, 'INVALID', 'shade'],
  ])('rejects %s', (_value, change, code, path) => {
    const outcome = parseCommand(schema, { ...valid, ...change });
    const issues = outcome.ok ? [] : outcome.issues;
    expect(issues.map((issue) => [issue.code, issue.path.join('.')])).toEqual([[code, path]]);
    expect(issues[0]?.message).not.toMatch(/Invalid input|undefined/);
  });

  it('accepts a custom code with its label', () => {
    const blue = { scheme: 'site', code: 'blue', label: 'Blue' };
    expect(parseCommand(schema, { ...valid, color: blue })).toMatchObject({ ok: true, value: { color: blue } });
  });
});

describe('input field', () => {
  it.each([
    [date(), '2025-02-28', '2025-02-29'],
    [monthDay(), '09-01', '02-29'],
    [monthDay(), '12-31', '13-01'],
    [reference('goal'), 'goal_01h455vb4pex5vsknk084sn02q', 'organization_01h455vb4pex5vsknk084sn02q'],
    [reference('goal'), 'goal_01h455vb4pex5vsknk084sn02q', '01890a5d-ac96-774b-bcce-b302099a8057'],
    [url(), 'https://example.org/x', 'example'],
  ])('%# accepts %s and rejects %s', (field, validValue, invalidValue) => {
    expect(field.safeParse(validValue).success).toBe(true);
    expect(field.safeParse(invalidValue).success).toBe(false);
  });

  it('states the minimum in the singular or plural', () => {
    const messagesFor = (minimum: number) => {
      const few = z.strictObject({ list: z.array(line()).min(minimum), text: z.string().min(minimum + 1) });
      const outcome = parseCommand(few, { list: [], text: '' });
      return outcome.ok ? [] : outcome.issues.map(({ message }) => message);
    };
    expect(messagesFor(1)).toEqual([
      '`list` must have at least 1 entry. You sent 0.',
      '`text` must have at least 2 characters. You sent 0.',
    ]);
    expect(messagesFor(2)).toEqual([
      '`list` must have at least 2 entries. You sent 0.',
      '`text` must have at least 3 characters. You sent 0.',
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'https://user:password@example.org/',
    'https://user@example.org/',
    'https://:p@x.org',
  ])('rejects %s, which runs a script or contains credentials', (address) => {
    expect(url().safeParse(address).success).toBe(false);
  });

  it.each(['https://example.org/@user:password', 'https://example.org/?a=b:c@d'])(
    'accepts the address %s',
    (address) => {
      expect(url().safeParse(address).success).toBe(true);
    },
  );

  it.each(['می\u200cخواهم', '👩\u200d🔬', '\u200bName', '-'])('accepts %j, which has a visible character', (text) => {
    expect(line().safeParse(text)).toEqual({ success: true, data: text });
  });
});

describe('a control character', () => {
  const texts = z.strictObject({ name: line().optional(), note: prose().optional() });
  const messageFor = (input: object) => {
    const outcome = parseCommand(texts, input);
    return outcome.ok ? undefined : outcome.issues.map(({ message }) => message);
  };

  it('is named in the message', () => {
    expect(messageFor({ name: 'a\u001bb', note: 'a\u0085b' })).toEqual([
      '`name` must not contain the control character U+001B. Remove it.',
      '`note` must not contain the control character U+0085. Remove it.',
    ]);
  });

  it.each(['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'])(
    'is also one that reorders other characters: %j',
    (character) => {
      const code = `U+${character.charCodeAt(0).toString(16).toUpperCase()}`;
      expect(messageFor({ name: `Ann${character}nosredna`, note: `a\n${character}b` })).toEqual([
        `\`name\` must not contain the control character ${code}. Remove it.`,
        `\`note\` must not contain the control character ${code}. Remove it.`,
      ]);
    },
  );

  it('is not a direction mark, which texts from right to left need', () => {
    expect(messageFor({ name: 'שלום\u200f (test)\u200e', note: '\u061cسلام' })).toBeUndefined();
  });

  it.each(['\u2028', '\u2029'])('is also a separator of lines, but not in longer texts: %j', (character) => {
    const code = `U+${character.charCodeAt(0).toString(16)}`;
    expect(messageFor({ name: `Ann${character}Example`, note: `a${character}b` })).toEqual([
      `\`name\` must not contain the control character ${code}. Remove it.`,
    ]);
  });

  it.each(['https://example.org/\u202egnp.exe', 'https://example.org/a\u001b[2Jb'])(
    'is not accepted in a web address: %j',
    (address) => {
      expect(url().safeParse(address).success).toBe(false);
    },
  );

  it('is accepted in longer texts if it is a tab or a line break, and removed around any text', () => {
    expect(messageFor({ note: 'one\r\n\ttwo\n' })).toBeUndefined();
    expect(parseCommand(texts, { name: '\ta name\n' })).toEqual({ ok: true, value: { name: 'a name' } });
  });
});
