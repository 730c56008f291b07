import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let indicatorId: string;

describe.each(engines)('comparability of indicator versions on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ({ indicatorId } = await fixture.adopted(await fixture.ecosystem()));
  });

  afterAll(() => database.close());

  const adoptNext = async (more: object) => {
    const id = await fixture.version(indicatorId, more);
    await fixture.adopt(id);
    return id;
  };

  const between = (number: number, other: number, viewer: Viewer = localProgram) =>
    fixture.read(viewer).indicator.comparability.between({ indicatorId: uuidOf(indicatorId), number }, other);

  it('combines the caveats of all versions between two versions, in either direction', async () => {
    await adoptNext({ comparability: 'WITH_CAVEAT', comparabilityNote: 'Online events count too.' });
    await adoptNext({ comparability: 'YES' });
    const caveat = {
      comparability: 'WITH_CAVEAT',
      notes: ['Version 2 is comparable with version 1 with a caveat: Online events count too.'],
    };
    expect(await between(3, 1)).toEqual(caveat);
    expect(await between(1, 3)).toEqual(caveat);
    expect(await between(3, 2)).toEqual({ comparability: 'YES', notes: [] });
    expect(await between(3, 4)).toBeNull();
    expect(await between(3, -1)).toBeNull();
  });

  it('returns NO, without the note, across a version that the viewer cannot see', async () => {
    await adoptNext({ visibility: 'MEMBERS', comparabilityNote: 'A secret.' });
    await adoptNext({});
    expect(await between(3, 1, anonymous)).toEqual({
      comparability: 'NO',
      notes: ['Version 2 does not exist or is not visible to you, so comparability across it is unknown.'],
    });
    expect(await between(3, 2, anonymous)).toBeNull();
    expect(await between(3, 1)).toEqual({ comparability: 'YES', notes: [] });
  });

  it('ignores a draft that the viewer cannot see between two versions', async () => {
    await fixture.version(indicatorId, { visibility: 'MEMBERS', comparability: 'NO' });
    await adoptNext({});
    expect(await between(3, 1, anonymous)).toEqual({ comparability: 'YES', notes: [] });
    expect(await between(3, 2, anonymous)).toBeNull();
  });

  it('reads the comparability of several versions with one statement', async () => {
    await adoptNext({});
    const { comparability } = fixture.read().indicator;
    const id = uuidOf(indicatorId);
    const { statements } = await statementsOf(database, () =>
      Promise.all([
        comparability.between({ indicatorId: id, number: 1 }, 2),
        comparability.between({ indicatorId: id, number: 2 }, 1),
      ]),
    );
    expect(statements).toHaveLength(1);
  });
});
