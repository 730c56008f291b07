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

describe('the commands of a record', () => {
  it('create it with what was said, and the rest empty or as a matter of course', () => {
    expect(thing.createSchema.parse({ goalId, name: 'A', code: 'a' })).toEqual({
      goalId,
      name: 'A',
      code: 'a',
      note: null,
      tags: [],
      open: true,
      visibility: 'MEMBERS',
      sourceUri: null,
    });
  });

  it('require a list that must not be empty', () => {
    const scored = defineRecord({ name: 'Scored', prefix: 'scored', fields: { scores: z.array(z.int()).min(1) } });
    const { error } = scored.createSchema.safeParse({ ecosystemId: 'ecosystem_01h455vb4pex5vsknk084sn02q' });
    expect(error?.issues).toMatchObject([{ code: 'invalid_type', path: ['scores'] }]);
  });

  it('change what was said, and leave out what was not', () => {
    expect(thing.updateSchema.parse({ id, expectedVersion: 2, note: null })).toEqual({
      id,
      expectedVersion: 2,
      note: null,
    });
  });

  it.each([
    ['what rules set', { number: 1 }],
    ['what never changes', { code: 'b' }],
    ['what it is part of', { goalId }],
  ])('do not change %s', (_what, change) => {
    expect(thing.updateSchema.safeParse({ id, expectedVersion: 1, ...change }).success).toBe(false);
  });

  it('take no ecosystem where the record is part of another', () => {
    const command = { goalId, name: 'A', code: 'a', ecosystemId: 'ecosystem_01h455vb4pex5vsknk084sn02q' };
    expect(thing.createSchema.safeParse(command).success).toBe(false);
  });

  it('keep a concept that is never open within its visibilities', () => {
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
