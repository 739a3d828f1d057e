/** The laboratory: worlds, time, luck, and what is measured, on tabs. */
import { useMemo } from 'preact/hooks';
import type { Frame } from '../engine/messages.js';
import { type Seating, seatingOf } from '../picture/seats.js';
import { lab as words } from '../words/words.js';
import { Bridge, chosenEnds, endsOf, handSide } from './bridge.js';
import type { Lab, Side } from './lab.js';
import { Legend } from './legend.js';
import { LuckBar, LuckNotes } from './luck-bar.js';
import type { ManyWorlds } from './many.js';
import { ManyWorldsPanel } from './many-worlds.js';
import { Numbers, OverTime, sidesOf } from './numbers.js';
import { type Tab, Tabs } from './tabs.js';
import { TimeBar } from './time-bar.js';
import { WorldPanel } from './world-panel.js';

export interface LabViewProps {
  readonly lab: Lab;
  readonly many: ManyWorlds;
  /** The tab that is open, by name. */
  readonly tab: { value: string };
  /** Stands above the button that runs many worlds. */
  readonly bet?: preact.ComponentChildren;
  /** Further settings of a world. */
  readonly more?: (side: Side) => preact.ComponentChildren;
  /** Further tabs, after that of time. */
  readonly pictures?: readonly Tab[];
}

export function LabView({ lab, many, tab, bet, more, pictures = [] }: LabViewProps) {
  const w = words.value;
  const ends = endsOf(lab);
  const left = useSeating(lab.recordings.left.value?.frames[0]);
  const right = useSeating(lab.recordings.right.value?.frames[0], left);
  const pick = (id: number): void => {
    lab.history.together(() => {
      chosenEnds(lab).value = `${ends[1]} ${id}`;
      tab.value = 'bridge';
    });
  };
  const tabs = [
    { name: 'time', title: w.overTime, body: () => <OverTime lab={lab} /> },
    ...pictures,
    {
      name: 'many',
      title: w.manyWorlds,
      body: () => (
        <ManyWorldsPanel lab={lab} many={many}>
          {bet}
        </ManyWorldsPanel>
      ),
    },
    { name: 'numbers', title: w.atStep, body: () => <Numbers lab={lab} /> },
    ...(lab.source.bridges ? [{ name: 'bridge', title: w.bridge, body: () => <Bridge lab={lab} /> }] : []),
  ];
  return (
    <div class="lab">
      <LuckBar lab={lab} />
      <div class={`worlds ${sidesOf(lab).length === 2 ? 'two' : 'one'}`}>
        {sidesOf(lab).map((side) => (
          <WorldPanel
            key={side}
            lab={lab}
            side={side}
            seating={(side === 'left' ? left : right).seating}
            more={more}
            marked={lab.source.bridges && side === handSide(lab) ? ends : []}
            {...(lab.source.bridges && side === handSide(lab) && { onPick: pick })}
          />
        ))}
      </div>
      <TimeBar lab={lab} />
      <Legend />
      <LuckNotes lab={lab} />
      <Tabs label={w.metric} tabs={tabs} chosen={tab} />
    </div>
  );
}

interface Seated {
  /** Who begins where. */
  readonly shape: string;
  readonly seating: Seating | null;
}

/** Seats for a world that begins with this frame: those of the other world where both begin with the same organisations. */
function useSeating(first: Frame | undefined, other?: Seated): Seated {
  const shape = useMemo(() => (first === undefined ? '' : `${first.id.join()} ${first.region.join()}`), [first]);
  const shared = other?.shape === shape ? other : undefined;
  return useMemo(() => shared ?? { shape, seating: first === undefined ? null : seatingOf(first) }, [shape, shared]);
}
