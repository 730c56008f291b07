import { anonymous, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let indicatorId: string;

describe.each(engines)('comparability of versions on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ({ indicatorId } = await make.adopted(await make.ecosystem()));
  });

  afterAll(() => database.close());

  const next = async (more: object) => {
    const id = await make.version(indicatorId, more);
    await make.adopt(id);
    return id;
  };

  const between = (number: number, other: number, viewer: Viewer = operator) =>
    make.read(viewer).indicator.comparability.between({ indicatorId: uuidOf(indicatorId), number }, other);

  it('goes through the versions between, in either direction', async () => {
    await next({ comparability: 'WITH_CAVEAT', comparabilityNote: 'Online events count too.' });
    await next({ comparability: 'YES' });
    const caveat = {
      comparability: 'WITH_CAVEAT',
      notes: ['Version 2 compares with version 1 with a caveat: Online events count too.'],
    };
    expect(await between(3, 1)).toEqual(caveat);
    expect(await between(1, 3)).toEqual(caveat);
    expect(await between(3, 2)).toEqual({ comparability: 'YES', notes: [] });
    expect(await between(3, 4)).toBeNull();
    expect(await between(3, -1)).toBeNull();
  });

  it('is not known across a version that is closed to the viewer, of which nothing is told', async () => {
    await next({ visibility: 'MEMBERS', comparabilityNote: 'A secret.' });
    await next({});
    expect(await between(3, 1, anonymous)).toEqual({
      comparability: 'NO',
      notes: ['Version 2 does not exist or is not visible to you, so comparability across it is unknown.'],
    });
    expect(await between(3, 2, anonymous)).toBeNull();
    expect(await between(3, 1)).toEqual({ comparability: 'YES', notes: [] });
  });

  it('does not depend on a closed draft', async () => {
    await make.version(indicatorId, { visibility: 'MEMBERS', comparability: 'NO' });
    await next({});
    expect(await between(3, 1, anonymous)).toEqual({ comparability: 'YES', notes: [] });
    expect(await between(3, 2, anonymous)).toBeNull();
  });

  it('is read for many versions at once by one statement', async () => {
    await next({});
    const { comparability } = make.read().indicator;
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
