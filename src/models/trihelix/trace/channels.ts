/** The channels of a trace: those of the ledger, and four beside it that move knowledge without being gains of the step. */
import type { Text } from '../../../core/model.js';
import { CHANNEL, CHANNELS } from '../schema.js';

export const TRACE_CHANNEL = {
  ...CHANNEL,
  founding: CHANNELS,
  inherited: CHANNELS + 1,
  published: CHANNELS + 2,
  abroad: CHANNELS + 3,
} as const;

/** What a channel is called where something came by it; a missing one does not compile. */
const WORDS: Readonly<Record<keyof typeof TRACE_CHANNEL, Text>> = {
  own: { en: 'own research and practice', ru: 'собственные исследования и практика' },
  project: { en: 'in a common project', ru: 'в общем проекте' },
  tie: { en: 'over a tie', ru: 'по связи' },
  local: { en: 'from the best of the region', ru: 'от лучшего в регионе' },
  public: { en: 'from publications', ru: 'из публикаций' },
  mobility: { en: 'with people who moved', ru: 'с перешедшими людьми' },
  analogy: { en: 'from the donor of an analogy', ru: 'от донора аналогии' },
  supply_chain: { en: 'between buyer and supplier', ru: 'между покупателем и поставщиком' },
  abroad: { en: 'learnt from the frontier abroad', ru: 'перенято у передовых за рубежом' },
  founding: { en: 'known from the beginning', ru: 'известно с самого начала' },
  inherited: { en: 'inherited from the parent', ru: 'унаследовано от родителя' },
  published: { en: 'published', ru: 'опубликовано' },
};

/** Words of a channel by number. */
export const channelWords: readonly Text[] = Object.entries(TRACE_CHANNEL)
  .sort(([, a], [, b]) => a - b)
  .map(([name]) => WORDS[name as keyof typeof TRACE_CHANNEL]);
