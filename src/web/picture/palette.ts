/** Colours of the picture, read from the style sheet so that light and dark follow the page. */
import type { Palette } from './draw.js';

/** The palette that holds for an element now. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    disc: colour('--disc'),
    edge: colour('--line'),
    ties: ['--tie-0', '--tie-1', '--tie-2', '--tie-3', '--tie-4'].map(colour),
    fresh: colour('--fresh'),
    ink: colour('--soft'),
    paper: colour('--paper'),
  };
}
