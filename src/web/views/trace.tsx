/** Causes: what lies behind an innovation, what a grant or an instrument led to, as a tree that opens branch by branch. */
import type { TraceAmount, TraceNode } from '../../core/trace.js';
import { formatNumber, formatPercent, formatUnit } from '../../report/format.js';
import type { TraceList } from '../engine/messages.js';
import { Choice } from '../lab/fields.js';
import type { Side } from '../lab/lab.js';
import { viewWords } from '../words/views.js';
import { lab as labWords, language, say } from '../words/words.js';
import { runOfSide, useAnswer } from './asking.js';
import type { ViewProps } from './parts.js';
import { Waiting } from './waiting.js';

export function TraceView({ lab }: ViewProps) {
  const w = viewWords.value;
  const world = lab.look('trace.world', 'left');
  const topic = lab.look('trace.topic', 'innovation');
  const asked = lab.look('trace.asked', '');
  const two = lab.setup.value.right !== null;
  const side: Side = two && world.value === 'right' ? 'right' : 'left';
  const run = runOfSide(lab, side);
  const key = run === undefined || lab.source.model.trace === undefined ? '' : JSON.stringify(run);
  const lists = useAnswer<readonly TraceList[]>(key, (lists, failed) =>
    lab.asker.trace(run as NonNullable<typeof run>, null, { lists, tree: () => undefined, failed }),
  ).value;
  if (lists.state === 'failed') return <p class="bad">{labWords.value.failed(lists.message)}</p>;
  const list = lists.state === 'known' ? lists.value.find(({ name }) => name === topic.value) : undefined;
  return (
    <>
      <p class="quiet-text">{w.traceLead}</p>
      <div class="row">
        {two && (
          <Choice
            label={labWords.value.world}
            chosen={world}
            options={[
              ['left', labWords.value.left],
              ['right', labWords.value.right],
            ]}
          />
        )}
        {lists.state === 'known' && (
          <Choice label={w.question} chosen={topic} options={lists.value.map(({ name, title }) => [name, say(title)])} />
        )}
        <AskNumber topic={list} asked={asked} />
      </div>
      {(lists.state === 'waiting' || lists.state === 'stopped') && <Waiting answer={lists} />}
      {list !== undefined && <Entries list={list} onAsk={(id) => (asked.value = id)} />}
      {list !== undefined && <Tree key={`${key} ${list.name} ${asked.value}`} lab={lab} side={side} topic={list.name} id={asked.value} />}
    </>
  );
}

/** Any entry by its number, also one that is not in the list. */
function AskNumber({ topic, asked }: { topic: TraceList | undefined; asked: { value: string } }) {
  if (topic === undefined || !/^\d+$/.test(topic.entries[0]?.id ?? '')) return null;
  const most = topic.count - 1;
  return (
    <label class="field inline">
      <span>{viewWords.value.number(most)}</span>
      <input
        type="number"
        min={0}
        max={most}
        value={asked.value}
        onChange={(event) => {
          const number = Math.min(most, Math.max(0, Math.trunc(Number(event.currentTarget.value)) || 0));
          event.currentTarget.value = String(number);
          asked.value = String(number);
        }}
      />
    </label>
  );
}

function Entries({ list, onAsk }: { list: TraceList; onAsk: (id: string) => void }) {
  const w = viewWords.value;
  const [first] = list.entries;
  if (first === undefined) return <p>{w.noEntries}</p>;
  return (
    <div class="table scroll">
      <table class="trace-list">
        <caption>{w.listed(list.entries.length, list.count)}</caption>
        <thead>
          <tr>
            <th scope="col">{w.what}</th>
            {first.amounts.map(({ name, text }) => (
              <th key={name} scope="col" class="number">
                {say(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">
                <button type="button" class="link" data-ask={entry.id} onClick={() => onAsk(entry.id ?? '')}>
                  {say(entry.label)}
                </button>
              </th>
              {first.amounts.map(({ name }) => (
                <td key={name} class="number">
                  {amountText(entry.amounts.find((amount) => amount.name === name))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Tree({ lab, side, topic, id }: ViewProps & { side: Side; topic: string; id: string }) {
  const run = runOfSide(lab, side);
  const answer = useAnswer<TraceNode | null>(id === '' || run === undefined ? '' : `${topic} ${id}`, (tree, failed) =>
    lab.asker.trace(run as NonNullable<typeof run>, { topic, id }, { lists: () => undefined, tree, failed }),
  ).value;
  if (id === '') return <p class="quiet-text">{viewWords.value.chooseEntry}</p>;
  if (answer.state === 'waiting' || answer.state === 'stopped') return <Waiting answer={answer} />;
  if (answer.state === 'failed') return <p class="bad">{labWords.value.failed(answer.message)}</p>;
  if (answer.value === null) return <p role="status">{viewWords.value.noEntry(id)}</p>;
  return (
    <div class="tree" data-tree={id}>
      <Branch node={answer.value} level={0} />
    </div>
  );
}

/** The first two levels stand open. */
function Branch({ node, level }: { node: TraceNode; level: number }) {
  const line = (
    <>
      {say(node.label)}
      {node.amounts.map((amount) => (
        <span key={amount.name} class="amount">
          {say(amount.text)} <b>{amountText(amount)}</b>
        </span>
      ))}
    </>
  );
  if (node.children.length === 0) return <p class="leaf">{line}</p>;
  return (
    <details class="branch" open={level < 2}>
      <summary>{line}</summary>
      {node.children.map((child, k) => (
        <Branch key={`${child.kind} ${child.id ?? ''} ${k}`} node={child} level={level + 1} />
      ))}
    </details>
  );
}

function amountText(amount: TraceAmount | undefined): string {
  if (amount === undefined) return '';
  const { value, unit } = amount;
  if (unit === 'share') return formatPercent(value, language.value);
  const number = formatNumber(value, language.value);
  if (unit === 'count') return number;
  const spoken = formatUnit(unit, language.value);
  return spoken === '' || spoken === amount.text[language.value] ? number : `${number}\u00a0${spoken}`;
}
