import { indicator } from '@collective-impact/sdk/indicator';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { IndicatorEntity } from './indicator.entity.ts';

/** How indicators are stored. */
export const indicatorDefinition: RecordDefinition<typeof indicator, typeof IndicatorEntity> = {
  type: indicator,
  entity: IndicatorEntity,
  constraints: {
    indicator_code_unique: {
      path: ['code'],
      message: 'The ecosystem already has an indicator with this code. Choose another code.',
    },
  },
};
