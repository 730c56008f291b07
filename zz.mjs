import { openDatabase } from './packages/store/dist/index.js';
import { sql } from 'kysely'; import { execSync } from 'node:child_process';
const url=process.argv[2]; const small=url.includes('small');
const db=await openDatabase(url,{});
const k=db.kysely();
if (small) execSync('dd if=/dev/zero of=/tmp/hands2/small/fill bs=4096 2>/dev/null || true');
const V={old:`select count(*) from (select repeat('x', 1000) || "n" as "text" from generate_series(1, 1000) as "n" order by 1 offset 0) as "rows"`,
two:`select count(*) from (select repeat('x', 1000) || "n" as "text", "n" from generate_series(1, 1000) as "n" order by 1 offset 0) as "rows"`,
twouse:`select count("text"), max("n") from (select repeat('x', 1000) || "n" as "text", "n" from generate_series(1, 1000) as "n" order by 1 offset 0) as "rows"`,
cte:`with "rows" as materialized (select repeat('x', 1000) || "n" as "text" from generate_series(1, 1000) as "n") select count(*) from "rows"`,
bynum:`select count(*) from (select "n", repeat('x', 1000) || "n" as "text" from generate_series(1, 1000) as "n" order by "n" desc offset 0) as "rows"`,
series:`select count(*) from generate_series(1,200000)`};
for (const [n,v] of Object.entries(V)) for (const e of ['explain (analyze, buffers, costs off) ','']) await k.transaction().execute(async t=>{ await sql`select set_config('work_mem','64kB',true)`.execute(t); const r=(await sql.raw(e+v).execute(t)).rows; console.log(n, e? r.map(x=>x['QUERY PLAN'].replace(/x{20,}/,'xxx')).filter(l=>/Method|temp|Storage/.test(l)).join(' | '):'ok'); }).catch(e=>console.log(n,'FAIL',e.message));
if (small) execSync('rm /tmp/hands2/small/fill'); await db.close();
