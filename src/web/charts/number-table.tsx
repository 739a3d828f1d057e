/** The numbers of a picture as a table behind a summary, for who cannot see the picture or wants to know exactly. */
import { useSignal } from '@preact/signals';
import { viewWords } from '../words/views.js';

export interface NumberTableProps {
  /** Heads of the columns; that of the rows' names is the first. */
  readonly head: readonly string[];
  /** Rows that begin with their name; asked for when the table is opened only. */
  readonly rows: readonly (readonly string[])[] | (() => readonly (readonly string[])[]);
}

export function NumberTable({ head, rows }: NumberTableProps) {
  const open = useSignal(false);
  const shown = typeof rows !== 'function' ? rows : open.value ? rows() : [];
  return (
    <details class="numbers-behind" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{viewWords.value.numbers}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields, and not every table is a landmark. */}
      <div class="table scroll" tabIndex={0} role="group" aria-label={viewWords.value.numbers}>
        <table>
          <thead>
            <tr>
              {head.map((title, k) => (
                <th key={title} scope="col" class={k > 0 ? 'number' : ''}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row[0]}>
                <th scope="row">{row[0]}</th>
                {row.slice(1).map((cell, k) => (
                  <td key={head[k + 1]} class="number">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
