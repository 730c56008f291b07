import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { line, prose, reference } from './fields.ts';
import { defineRecord } from './record.ts';

const thing = defineRecord({
  name: 'Thing',
  prefix: 'thing',
  fields: {
    goalId: reference('goal'),
    name: line(),
    note: prose().nullable(),
    tags: z.array(line()).max(5),
    open: z.boolean().default(true),
    number: z.int(),
    code: line(),
  },
  within: 'goalId',
  setByRule: ['number'],
  fixed: ['code'],
});
const goalId = 'goal_01h455vb4pex5vsknk084sn02q';
const id = 'thing_01h455vb4pex5vsknk084sn02q';

describe('defineRecord', () => {
  it('sets omitted fields of a create command to null, an empty list or the default', () => {
    expect(thing.createSchema.parse({ goalId, name: 'A', code: 'a' })).toEqual({
      goalId,
      name: 'A',
      code: 'a',
      note: null,
      tags: [],
      open: true,
      sourceUri: null,
    });
  });

  it.each([
    [{}, undefined],
    [{ defaultVisibility: 'CONTAINER' }, undefined],
    [{ defaultVisibility: 'PUBLIC' }, 'PUBLIC'],
    [{ visibilities: ['NETWORK', 'RESTRICTED'] }, 'NETWORK'],
  ] as const)('sets an omitted visibility with %j to %j', (options, visibility) => {
    const type = defineRecord({
      name: 'Type',
      prefix: 'type',
      fields: { goalId: reference('goal') },
      within: 'goalId',
      ...options,
    });
    expect(type.createSchema.parse({ goalId }).visibility).toBe(visibility);
  });

  it('requires a list that must not be empty', () => {
    const scored = defineRecord({ name: 'Scored', prefix: 'scored', fields: { scores: z.array(z.int()).min(1) } });
    const { error } = scored.createSchema.safeParse({ ecosystemId: 'ecosystem_01h455vb4pex5vsknk084sn02q' });
    expect(error?.issues).toMatchObject([{ code: 'invalid_type', path: ['scores'] }]);
  });

  it('omits absent fields of an update command', () => {
    expect(thing.updateSchema.parse({ id, expectedVersion: 2, note: null })).toEqual({
      id,
      expectedVersion: 2,
      note: null,
    });
  });

  it.each([
    ['a field that only rules set', { number: 1 }],
    ['a fixed field', { code: 'b' }],
    ['the reference to the containing record', { goalId }],
  ])('rejects an update of %s', (_field, change) => {
    expect(thing.updateSchema.safeParse({ id, expectedVersion: 1, ...change }).success).toBe(false);
  });

  it('rejects `ecosystemId` for a record that another record contains', () => {
    const command = { goalId, name: 'A', code: 'a', ecosystemId: 'ecosystem_01h455vb4pex5vsknk084sn02q' };
    expect(thing.createSchema.safeParse(command).success).toBe(false);
  });

  it('rejects a visibility that the record type does not allow', () => {
    const closed = defineRecord({
      name: 'Closed',
      prefix: 'closed',
      fields: { name: line() },
      visibilities: ['RESTRICTED'],
    });
    const command = { name: 'A', ecosystemId: 'ecosystem_01h455vb4pex5vsknk084sn02q' };
    expect(closed.createSchema.parse(command)).toMatchObject({ visibility: 'RESTRICTED' });
    expect(closed.createSchema.safeParse({ ...command, visibility: 'PUBLIC' }).success).toBe(false);
  });
});
