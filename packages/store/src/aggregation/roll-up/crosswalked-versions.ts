import type { CategorizedVersion } from '@collective-impact/sdk/aggregation';
import type { Reader } from '../../shared/reader.ts';
import { categorizedVersions } from '../categorized-versions.ts';
import type { RolledUpVersion } from './roll-up-definitions.ts';
import type { RolledUpRelease } from './roll-up-releases.ts';

/**
 * The versions of each indicator with their crosswalks, by the UUID of the indicator. Only of indicators whose figures by category
 * are of several versions, and are compared across these. No statement without such an indicator; one statement otherwise.
 */
export async function crosswalkedVersions(
  reader: Reader,
  of: {
    keys: readonly { id: string; by: readonly string[] | null }[];
    versions: readonly RolledUpVersion[];
    releases: readonly RolledUpRelease[];
  },
): Promise<ReadonlyMap<string, CategorizedVersion[]>> {
  const released = new Set(of.releases.map(({ indicatorVersionId }) => indicatorVersionId));
  const numbers = Map.groupBy(
    of.versions.filter(({ id }) => released.has(id)),
    ({ parent }) => parent,
  );
  const isOfSeveral = (id: string) => new Set(numbers.get(id)?.map(({ number }) => number)).size > 1;
  const byCategory = of.keys.filter(({ id, by }) => (by === null || by.length > 0) && isOfSeveral(id));
  const ids = [...new Set(byCategory.map(({ id }) => id))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await categorizedVersions(reader, id)] as const)));
}
