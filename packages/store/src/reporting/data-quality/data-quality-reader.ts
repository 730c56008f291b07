import type { Page, PageArguments } from '../../shared/page.ts';
import type { Reader } from '../../shared/reader.ts';
import { childrenOf } from '../../shared/relation.ts';
import { visibleTo } from '../../shared/visibility.ts';
import { type DataQualityRuleRow, dataQualityRuleTable } from '../tables.ts';
import { findingsOf, qualityFigures, type ReportFinding, reportsWith } from './quality-figures.ts';

const rulesOfVersion = childrenOf({
  table: dataQualityRuleTable,
  by: 'indicatorVersionId',
  order: ['name', 'id'],
});

/** Reads what figures are to keep to, and which do not. */
export class DataQualityReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The rules of a version, by name. */
  rules(indicatorVersionId: string, page: PageArguments): Promise<Page<DataQualityRuleRow>> {
    return this.#reader.page(rulesOfVersion, { parent: indicatorVersionId, page });
  }

  /** Which figures of a report, as it stands, do not keep to the rules that the viewer sees; by name of the rule. */
  findings(reportId: string): Promise<ReportFinding[]> {
    return this.#reader
      .loader<string, ReportFinding[]>('indicator_report#findings', async (ids) => {
        const rows = await this.#reader.rows(
          qualityFigures(reportsWith(ids), visibleTo(this.#reader.viewer, { table: 'data_quality_rule', alias: 'q' })),
        );
        const byReport = Map.groupBy(rows, ({ key }) => key);
        return ids.map((id) => findingsOf(byReport.get(id) ?? []));
      })
      .load(reportId);
  }
}
