/** What the pages take from the models has words in the reader's language. */
import { describe, expect, it } from 'vitest';
import { models } from '../../src/models/index.js';
import { studioRu } from '../../src/web/words/studio-ru.js';

describe('the words of the studio', () => {
  it('name every group of parameters in Russian', () => {
    const groups = new Set(models.flatMap((model) => Object.values(model.parameters).map(({ group }) => group ?? '')));
    expect(groups.size).toBeGreaterThan(5);
    expect([...groups].filter((group) => !/[А-Яа-я]/.test(studioRu.groups[group] ?? ''))).toEqual([]);
  });
});
