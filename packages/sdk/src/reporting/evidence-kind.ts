import type { CodeList } from '../shared/code.ts';

/** What sort of evidence stands beside figures, or where there can be none. An open list. */
export const evidenceKinds: CodeList = {
  scheme: 'evidence-kind',
  title: 'Kinds of evidence',
  codes: [
    { code: 'story', label: 'Story' },
    { code: 'quotation', label: 'Quotation' },
    { code: 'document', label: 'Document' },
  ],
};
