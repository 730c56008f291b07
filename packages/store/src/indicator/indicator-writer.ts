import { indicator } from '@collective-impact/sdk';
import type { Writing } from '../shared/writing.ts';
import { IndicatorEntity } from './indicator.entity.ts';

/** How indicators are written. */
export const indicatorWriting: Writing = {
  type: indicator,
  entity: IndicatorEntity,
  constraints: {
    indicator_code_unique: { path: ['code'], message: 'the ecosystem has another indicator with this code' },
  },
};
