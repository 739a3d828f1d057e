/** Words in both languages as a pair, so that lists of metrics and presets hold them in one line. */
import type { Text } from '../../core/model.js';

export type Words = readonly [en: string, ru: string];

export const inBoth = ([en, ru]: Words): Text => ({ en, ru });
