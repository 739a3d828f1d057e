/** The teacher's page: codes of the class, read, counted, and every kept world computed again and compared. */
import { useSignal } from '@preact/signals';
import { saveText } from '../lab/hand-out.js';
import { checkCodes, type Row, rightAnswers } from './check-codes.js';
import { type Desk, lessonWords } from './desk.js';
import { pointsOf } from './pupil.js';
import { Spread } from './spread.js';

export function Teacher({ desk }: { desk: Desk }) {
  const w = lessonWords.value;
  const text = useSignal('');
  const rows = useSignal<readonly Row[]>([]);
  const check = async (): Promise<void> => {
    rows.value = [];
    for await (const found of checkCodes(desk, text.value)) rows.value = found;
  };
  const readFiles = async (files: FileList | null): Promise<void> => {
    const texts = await Promise.all(Array.from(files ?? []).map((file) => file.slice(0, 100_000).text()));
    text.value = [text.value.trim(), ...texts.map((each) => each.trim())].filter((each) => each !== '').join('\n');
  };
  return (
    <main class="teacher card" aria-labelledby="teacher-title">
      <h2 id="teacher-title">{w.teacher}</h2>
      <p>{w.teacherLead}</p>
      <label class="field">
        <span>{w.codes}</span>
        <textarea id="codes" rows={6} value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} />
      </label>
      <div class="row">
        <label class="file">
          {w.files} <input type="file" multiple accept=".txt,text/plain" onChange={(event) => void readFiles(event.currentTarget.files)} />
        </label>
        <button type="button" class="primary" onClick={() => void check()}>
          {w.check}
        </button>
      </div>
      <h3>{w.results}</h3>
      {rows.value.length === 0 ? <p class="quiet-text">{w.noCodes}</p> : <Results desk={desk} rows={rows.value} />}
    </main>
  );
}

function Results({ desk, rows }: { desk: Desk; rows: readonly Row[] }) {
  const w = lessonWords.value;
  const heads = [w.sheetHead, w.answersHead, w.betsHead, w.worldsHead, w.verdictHead];
  const cells = rows.map((row) => cellsOf(desk, row));
  const table = [heads, ...cells].map((line) => line.map(quote).join(',')).join('\r\n');
  return (
    <>
      <div class="table">
        <table id="class">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={row.code} class={row.verdict === 'forged' || row.verdict === 'unreadable' ? 'bad-row' : ''}>
                {(cells[r] as string[]).map((cell, c) => (
                  <td key={heads[c]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" onClick={() => saveText(`${desk.lesson.name}-class.csv`, `\ufeff${table}\r\n`)}>
        {w.saveTable}
      </button>
      <h3>{w.spread}</h3>
      <Spread lesson={desk.lesson} rows={rows} />
    </>
  );
}

function cellsOf({ lesson }: Desk, { work, verdict, reason }: Row): string[] {
  const w = lessonWords.value;
  if (work === undefined) return ['–', '–', '–', '–', reason === undefined ? w.unreadable : w.badCode[reason]];
  const { right, asked } = rightAnswers(lesson, work);
  const bets = Object.values(work.bets).map((bet) => `${bet.guess} → ${bet.wins ?? '–'} (${pointsOf(bet) ?? '–'})`);
  return [work.sheet, `${right} / ${asked}`, bets.join('; ') || '–', String(Object.keys(work.kept).length), w[verdict]];
}

/** A CSV cell; texts that a spreadsheet would take for a formula are made plain. */
function quote(cell: string): string {
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${plain.replaceAll('"', '""')}"`;
}
