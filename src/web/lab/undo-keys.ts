/** Undo and redo by the keys that every program has for them; a field that is being typed in keeps them for itself. */

interface Undoable {
  undo(): void;
  redo(): void;
}

/** Listens on the page. */
export function listenForUndo({ undo, redo }: Undoable): void {
  /** The field whose text has not been taken over yet. */
  let typing: EventTarget | null = null;
  addEventListener('input', ({ target }) => {
    typing = target;
  });
  addEventListener('change', () => {
    typing = null;
  });
  addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
    if (target === typing || isProse(target)) return;
    // Keyboards with other letters give the letter of the place.
    const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : event.code.replace('Key', '').toLowerCase();
    const back = letter === 'z' && !event.shiftKey;
    const forth = (letter === 'z' && event.shiftKey) || (letter === 'y' && !event.shiftKey);
    if (!back && !forth) return;
    event.preventDefault();
    if (back) undo();
    else redo();
  });
}

/** Fields that hold text, of which the browser knows earlier states. */
function isProse(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && ['text', 'search'].includes(target.type);
}
