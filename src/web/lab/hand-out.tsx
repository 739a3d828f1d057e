/** Texts that leave the page: copied, or saved as a file. */
import { useSignal } from '@preact/signals';
import { lab as words } from '../words/words.js';

/** Copies a text; where that is forbidden it is shown to be copied by hand. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const w = words.value;
  const said = useSignal<'' | 'copied' | 'failed'>('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = 'copied';
    } catch {
      said.value = 'failed';
    }
  };
  return (
    <span class="copy">
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>{' '}
      <span role="status" class="quiet-text">
        {said.value === 'copied' && w.copied}
        {said.value === 'failed' && w.copyFailed}
      </span>
      {said.value === 'failed' && <textarea readOnly rows={3} aria-label={label} value={text} />}
    </span>
  );
}

/** Lets the browser save a text as a file. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
