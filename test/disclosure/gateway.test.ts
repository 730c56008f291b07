import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackGateway } from './support/gateway-attack.ts';
import { randomScenario } from './support/gateway-scenario.ts';
import { play } from './support/gateway-world.ts';
import { loadSolver } from './support/solver.ts';

const highs = await loadSolver();
let database: TestDatabase;

describe('try', () => {
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  });
  afterAll(() => database.close());
  it('runs', { timeout: 600_000 }, async () => {
    const from = Number(process.env.FROM ?? 1);
    const count = Number(process.env.COUNT ?? 10);
    let t1 = 0, t2 = 0;
    const sum = { scenarios: 0, releases: 0, refused: 0, cells: 0, withheld: 0, sensitive: 0, questions: 0, programs: 0, narrowed: 0, excused: 0, errors: 0 };
    for (let seed = from; seed < from + count; seed++) {
      try {
        const a = performance.now();
        const played = await play(database, randomScenario(seed, { organizations: Number(process.env.ORGS ?? 12) }));
        const b = performance.now();
        const result = attackGateway(highs, played);
        t1 += b - a; t2 += performance.now() - b;
        sum.scenarios++; sum.releases += played.known.length; sum.refused += played.refused;
        for (const k of ['cells', 'withheld', 'sensitive', 'questions', 'programs', 'excused'] as const) sum[k] += result[k];
        sum.narrowed += result.narrowed.length;
        const s = played.scenario;
        if (process.env.DUMP) for (const [i, r] of (played.seen.at(-1)?.releases ?? []).entries()) console.log(r.id, played.known[i]?.unprotected, '\n' + [...Map.groupBy(r.cells.nodes, (c) => c.organization ? played.nameOf.get(c.organization.id) : c.scope)].map(([n, cs]) => `${n}: ` + cs.map((c) => { const o = c.categories[0]; const key = o ? `${o.dimension.code}/${o.code}` : ''; const rowName = n === 'ECOSYSTEM' ? 'own' : n ?? ''; const t = played.known[i]?.rows.get(rowName)?.figures.get(key); return `${key || 'all'}=${c.suppressed ? '*' : c.value && c.numerator === null ? c.value : `${c.numerator}/${c.denominator}`}${c.suppressed ? `(${t})` : ''}`; }).join(' ')).join('\n'));
        if (result.narrowed.length) console.log([`${s.kind} ${s.counts} k=${s.threshold} orgs=${s.organizations.length} own=${s.rounds.map(r => r.has('own'))} hz=${s.hidesZeros} closed=${s.closed.size} rel=${played.known.length}`, ...result.narrowed.slice(0, 4)].join('\n'));
      } catch (e) { sum.errors++; console.log(`seed ${seed}`, String((e as Error).stack).slice(0, 600)); }
    }
    console.log(JSON.stringify(sum), Math.round(t1), Math.round(t2));
    expect(1).toBe(1);
  });
});
