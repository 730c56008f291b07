import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseCommand } from '../shared/parse.ts';
import { orgIdCodes } from './org-id-codes.ts';
import { organizationIdentifier } from './organization-identifier.ts';

const parse = (scheme: string, value = '1') => parseCommand(organizationIdentifier, { scheme, value });
const issuesOf = (scheme: string, value?: string) => {
  const outcome = parse(scheme, value);
  return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
};

describe('the scheme of an identifier', () => {
  it('must be in the register if it has the form of a register code', () => {
    for (const scheme of ['US-SAM', 'US-NY_CR', 'CA-CRA_ACR', 'CA_QC-QBC', 'GB-COH', 'CN-11-CR', 'XI-LEI']) {
      expect(issuesOf(scheme), scheme).toEqual([]);
    }
    for (const scheme of ['US-IEN', 'US-NYC', 'CA_QC-QBX', 'ZZ-TOP']) {
      expect(issuesOf(scheme), scheme).toEqual(['UNKNOWN_CODE scheme']);
    }
  });

  it('is rejected with a suggestion of the most similar register code', () => {
    const outcome = parse('US-IEN');
    expect(outcome.ok || outcome.issues[0]?.message).toBe(
      '"US-IEN" is not a scheme of org-id.guide. Use "US-EIN", or a custom scheme of another form, for example "our-town".',
    );
  });

  it('is changed to upper case if it is a register code', () => {
    expect(parse('gb-coh', '09506232')).toEqual({ ok: true, value: { scheme: 'GB-COH', value: '09506232' } });
  });

  it('is a custom scheme in every other form', () => {
    for (const scheme of ['our-town', 'nces', 'District number', 'https://example.org/ids', 'us-town', 'ROR']) {
      expect(parse(scheme)).toEqual({ ok: true, value: { scheme, value: '1' } });
    }
  });
});

describe('an EIN', () => {
  it.each(['12-3456789', '123456789', ' 12-3456789 '])('is stored as 12-3456789 when entered as "%s"', (value) => {
    expect(parse('US-EIN', value)).toEqual({ ok: true, value: { scheme: 'US-EIN', value: '12-3456789' } });
  });

  it.each(['12-345678', '1234567890', '1-23456789', '12 3456789', 'abcdefghi', '１２３４５６７８９'])(
    'is rejected when entered as "%s"',
    (value) => {
      expect(issuesOf('us-ein', value)).toEqual(['INVALID value']);
    },
  );
});

describe('identifiers in a list', () => {
  it('are rejected with their own paths on every call', () => {
    const list = [
      { scheme: 'US-EIN', value: '1' },
      { scheme: 'US-EIN', value: '2' },
    ];
    for (const _call of [1, 2]) {
      const outcome = parseCommand(z.array(organizationIdentifier), list);
      expect(outcome.ok || outcome.issues.map(({ path }) => path.join('.'))).toEqual(['0.value', '1.value']);
    }
  });
});

describe('the register of schemes', () => {
  it('contains 823 codes, all in the form of a register code', () => {
    expect(orgIdCodes.size).toBe(823);
    for (const code of orgIdCodes) expect(issuesOf(code, '12-3456789'), code).toEqual([]);
    for (const code of orgIdCodes) expect(issuesOf(`${code}QQ`), code).toEqual(['UNKNOWN_CODE scheme']);
  });
});
