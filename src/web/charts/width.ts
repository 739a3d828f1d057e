/** The width that an element has on the page, followed as it changes, so that letters in charts keep their size. */
import { useEffect, useRef, useState } from 'preact/hooks';

/** @returns a reference for the element, and its width in pixels (`first` before it is known) */
export function useWidth<E extends HTMLElement>(first: number): [{ current: E | null }, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(120, Math.floor(target.clientWidth))));
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
