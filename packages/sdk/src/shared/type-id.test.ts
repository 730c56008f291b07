import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTypeId, encodeTypeId, newUuid, typeIdPrefix } from './type-id.ts';

// The test vectors of the TypeID specification, version 0.3.0 (spec/valid.yml and spec/invalid.yml), by the authors of
// https://github.com/jetify-com/typeid; values as published. The names are ours.
const valid = [
  ['zero', '', '00000000-0000-0000-0000-000000000000', '00000000000000000000000000'],
  ['one', '', '00000000-0000-0000-0000-000000000001', '00000000000000000000000001'],
  ['ten', '', '00000000-0000-0000-0000-00000000000a', '0000000000000000000000000a'],
  ['sixteen', '', '00000000-0000-0000-0000-000000000010', '0000000000000000000000000g'],
  ['thirty-two', '', '00000000-0000-0000-0000-000000000020', '00000000000000000000000010'],
  ['the highest', '', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ['every symbol', 'prefix', '0110c853-1d09-52d8-d73e-1194e95b5f19', 'prefix_0123456789abcdefghjkmnpqrs'],
  ['a UUID of version 7', 'prefix', '01890a5d-ac96-774b-bcce-b302099a8057', 'prefix_01h455vb4pex5vsknk084sn02q'],
  ['an underscore', 'pre_fix', '00000000-0000-0000-0000-000000000000', 'pre_fix_00000000000000000000000000'],
] as const;
const invalid = [
  ['upper case in the prefix', 'PREFIX_00000000000000000000000000'],
  ['digits in the prefix', '12345_00000000000000000000000000'],
  ['a full stop in the prefix', 'pre.fix_00000000000000000000000000'],
  ['a letter beyond ASCII in the prefix', 'préfix_00000000000000000000000000'],
  ['spaces before the prefix', '  prefix_00000000000000000000000000'],
  [
    'a prefix of 64 letters',
    'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl_00000000000000000000000000',
  ],
  ['a separator without a prefix', '_00000000000000000000000000'],
  ['a separator alone', '_'],
  ['25 symbols', 'prefix_1234567890123456789012345'],
  ['27 symbols', 'prefix_123456789012345678901234567'],
  ['a space at the end', 'prefix_1234567890123456789012345 '],
  ['upper case in the suffix', 'prefix_0123456789ABCDEFGHJKMNPQRS'],
  ['hyphens in the suffix', 'prefix_123456789-123456789-123456'],
  ['letters that are not in the alphabet', 'prefix_ooooooiiiiiiuuuuuuulllllll'],
  ['letters that look like digits', 'prefix_i23456789ol23456789oi23456'],
  ['hyphens that other encodings ignore', 'prefix_123456789-0123456789-0123456'],
  ['more than 128 bits', 'prefix_8zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ['an underscore at the start', '_prefix_00000000000000000000000000'],
  ['an underscore before the separator', 'prefix__00000000000000000000000000'],
] as const;

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const prefixes = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.string({ unit: fc.constantFrom(...letters, '_'), maxLength: 61 }),
    fc.constantFrom(...letters),
  )
  .map((parts) => parts.join(''));

describe('test vectors of the TypeID specification', () => {
  it.each(valid)('%s is encoded and decoded, and its prefix is returned', (_name, prefix, decoded, text) => {
    expect(encodeTypeId(prefix, decoded)).toBe(text);
    expect(decodeTypeId(prefix, text)).toBe(decoded);
    expect(typeIdPrefix(text)).toBe(prefix);
  });

  it.each(invalid)('%s is rejected', (_name, text) => {
    expect(typeIdPrefix(text)).toBeUndefined();
    for (const prefix of ['', 'prefix', 'pre']) expect(decodeTypeId(prefix, text)).toBeUndefined();
  });
});

describe('encodeTypeId', () => {
  it('encodes any UUID so that decoding returns it', () => {
    fc.assert(
      fc.property(prefixes, fc.uuid(), (prefix, each) => decodeTypeId(prefix, encodeTypeId(prefix, each)) === each),
    );
  });

  it('preserves the order of UUIDs', () => {
    fc.assert(fc.property(fc.uuid(), fc.uuid(), (a, b) => encodeTypeId('goal', a) < encodeTypeId('goal', b) === a < b));
  });

  it('encodes upper-case and lower-case digits alike', () => {
    const upper = '01890A5D-AC96-774B-BCCE-B302099A8FDC';
    expect(encodeTypeId('goal', upper)).toBe(encodeTypeId('goal', upper.toLowerCase()));
  });

  it('throws for a UUID with one wrong character at any place', () => {
    for (let place = 0; place < uuid.length; place++) {
      for (const wrong of ['g', ' ', '-', '0', 'é', '世', '\0', '/', ':', '@', '`']) {
        const broken = uuid.slice(0, place) + wrong + uuid.slice(place + 1);
        const isUuid = /^[0-9a-f-]{36}$/.test(broken) && (uuid[place] === '-') === (wrong === '-');
        if (!isUuid) expect(() => encodeTypeId('goal', broken), broken).toThrow(TypeError);
      }
    }
  });

  it.each(['', 'goal', uuid.slice(1), `${uuid}0`, ` ${uuid}`, uuid.replaceAll('-', ''), `{${uuid}}`])(
    'throws for %j, which is not a UUID',
    (text) => {
      expect(() => encodeTypeId('goal', text)).toThrow(TypeError);
    },
  );

  it.each(['Goal', 'goal1', '_goal', 'goal_', '_', 'goal-set', 'goal\n', 'é', 'a'.repeat(64)])(
    'throws for the prefix %j',
    (prefix) => {
      expect(() => encodeTypeId(prefix, uuid)).toThrow(TypeError);
      expect(decodeTypeId(prefix, `${prefix}_01h455vb4pex5vsknk084sn02q`)).toBeUndefined();
    },
  );

  it('accepts a prefix of 63 letters', () => {
    const prefix = 'a'.repeat(63);
    expect(decodeTypeId(prefix, encodeTypeId(prefix, uuid))).toBe(uuid);
  });
});

describe('decodeTypeId', () => {
  const text = encodeTypeId('goal', uuid);

  it('rejects the id of another kind of record', () => {
    expect(decodeTypeId('organization', text)).toBeUndefined();
    expect(decodeTypeId('goals', text)).toBeUndefined();
    expect(decodeTypeId('goa', text)).toBeUndefined();
    expect(decodeTypeId('', text)).toBeUndefined();
    expect(decodeTypeId('goal', encodeTypeId('', uuid))).toBeUndefined();
    expect(decodeTypeId('goal', encodeTypeId('goat', uuid))).toBeUndefined();
  });

  it('accepts exactly the texts that encodeTypeId returns', () => {
    const edits = fc.tuple(fc.nat(text.length), fc.constantFrom(...'07890abilouzGZ_-é世\0 '), fc.boolean());
    fc.assert(
      fc.property(edits, ([place, symbol, replace]) => {
        const changed = text.slice(0, place) + symbol + text.slice(place + (replace ? 1 : 0));
        const decoded = decodeTypeId('goal', changed);
        if (decoded !== undefined) expect(encodeTypeId('goal', decoded)).toBe(changed);
        expect(decoded !== undefined).toBe(/^goal_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(changed));
        expect(typeIdPrefix(changed) === 'goal').toBe(decoded !== undefined);
      }),
    );
  });
});

describe('newUuid', () => {
  it('returns distinct UUIDs of version 7 in ascending order', () => {
    const uuids = Array.from({ length: 1000 }, newUuid);
    for (const each of uuids)
      expect(each).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuids.toSorted()).toEqual(uuids);
    expect(new Set(uuids).size).toBe(uuids.length);
  });
});
