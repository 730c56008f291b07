import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { EcosystemTables } from './entities.ts';

/** Locks an ecosystem until the transaction ends, so that concurrent writers of its records take turns. */
export async function lockEcosystem(unit: UnitOfWork, ecosystemId: string): Promise<void> {
  const ecosystems = unit.tables<EcosystemTables>().selectFrom('ecosystem');
  await unit.rows(ecosystems.select('id').where('id', '=', ecosystemId).forNoKeyUpdate());
}
