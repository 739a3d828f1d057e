/** The exit ticket: the code of everything done, to copy, to save, or to open again. */
import { useSignal } from '@preact/signals';
import { CopyButton, saveText } from '../lab/hand-out.js';
import { type Desk, lessonWords } from './desk.js';
import { codeOf, readCode, work } from './pupil.js';

export function Ticket({ desk }: { desk: Desk }) {
  const w = lessonWords.value;
  const code = codeOf(desk.lesson, work.value);
  const { sheet } = work.value;
  return (
    <div class="hand-in">
      <p class="sheet">
        <b>{w.sheet(sheet)}</b> <span class="quiet-text">{w.sheetLead}</span>
      </p>
      <p>{w.ticketLead}</p>
      <label class="field">
        <span>{w.code}</span>
        <textarea id="code" readOnly rows={4} value={code} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <div class="row">
        <CopyButton label={w.copyCode} text={code} />
        <button type="button" onClick={() => saveText(`${desk.lesson.name}-${sheet}.txt`, `${code}\n`)}>
          {w.saveCode}
        </button>
      </div>
      <OpenCode desk={desk} />
    </div>
  );
}

function OpenCode({ desk }: { desk: Desk }) {
  const w = lessonWords.value;
  const text = useSignal('');
  const said = useSignal('');
  const open = (): void => {
    const reading = readCode(desk.lesson, desk.lab.source, text.value);
    if (reading.ok) work.value = reading.work;
    said.value = reading.ok ? w.opened : w.badCode[reading.reason];
  };
  return (
    <details>
      <summary>{w.openCode}</summary>
      <label class="field">
        <span>{w.openLead}</span>
        <textarea rows={3} value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} />
      </label>
      <button type="button" onClick={open}>
        {w.openCode}
      </button>
      <p role="status">{said.value}</p>
    </details>
  );
}
