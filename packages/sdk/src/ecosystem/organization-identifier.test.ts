import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseCommand } from '../shared/parse.ts';
import { orgIdCodes } from './org-id-codes.ts';
import { organizationIdentifier } from './organization-identifier.ts';

const read = (scheme: string, value = '1') => parseCommand(organizationIdentifier, { scheme, value });
const refused = (scheme: string, value?: string) => {
  const outcome = read(scheme, value);
  return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
};

describe('the scheme of an identifier', () => {
  it('is of the register where it has that form', () => {
    for (const scheme of ['US-SAM', 'US-NY_CR', 'CA-CRA_ACR', 'CA_QC-QBC', 'GB-COH', 'CN-11-CR', 'XI-LEI']) {
      expect(refused(scheme), scheme).toEqual([]);
    }
    for (const scheme of ['US-IEN', 'US-NYC', 'CA_QC-QBX', 'ZZ-TOP']) {
      expect(refused(scheme), scheme).toEqual(['UNKNOWN_CODE scheme']);
    }
  });

  it('says which one was probably meant', () => {
    const outcome = read('US-IEN');
    expect(outcome.ok || outcome.issues[0]?.message).toBe(
      '"US-IEN" is not a list of org-id.guide; did you mean "US-EIN"? custom schemes must have another form, for example "our-town"',
    );
  });

  it('is written with its capitals', () => {
    expect(read('gb-coh', '09506232')).toEqual({ ok: true, value: { scheme: 'GB-COH', value: '09506232' } });
  });

  it("is a site's own in any other form", () => {
    for (const scheme of ['our-town', 'nces', 'District number', 'https://example.org/ids', 'us-town', 'ROR']) {
      expect(read(scheme)).toEqual({ ok: true, value: { scheme, value: '1' } });
    }
  });
});

describe('an EIN', () => {
  it.each(['12-3456789', '123456789', ' 12-3456789 '])('%s is kept in one form', (value) => {
    expect(read('US-EIN', value)).toEqual({ ok: true, value: { scheme: 'US-EIN', value: '12-3456789' } });
  });

  it.each(['12-345678', '1234567890', '1-23456789', '12 3456789', 'abcdefghi', '１２３４５６７８９'])(
    '%s is none',
    (value) => {
      expect(refused('us-ein', value)).toEqual(['INVALID value']);
    },
  );
});

describe('identifiers in a list', () => {
  it('are refused each at its place, time and again', () => {
    const list = [
      { scheme: 'US-EIN', value: '1' },
      { scheme: 'US-EIN', value: '2' },
    ];
    for (const _time of [1, 2]) {
      const outcome = parseCommand(z.array(organizationIdentifier), list);
      expect(outcome.ok || outcome.issues.map(({ path }) => path.join('.'))).toEqual(['0.value', '1.value']);
    }
  });
});

describe('the register', () => {
  it('is whole, and each code has the form by which a scheme is taken for one', () => {
    expect(orgIdCodes.size).toBe(823);
    for (const code of orgIdCodes) expect(refused(code, '12-3456789'), code).toEqual([]);
    for (const code of orgIdCodes) expect(refused(`${code}QQ`), code).toEqual(['UNKNOWN_CODE scheme']);
  });
});
