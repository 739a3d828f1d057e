/** Pictures of the worlds beside the network: one of them at a time, chosen from a list. */
import { Choice } from '../lab/fields.js';
import type { Lab } from '../lab/lab.js';
import { type ViewName, viewWords } from '../words/views.js';
import { FunnelView } from './funnel.js';
import { HelixView } from './helix.js';
import { InnovationsView } from './innovations.js';
import { LadderView } from './ladder.js';
import type { ViewProps } from './parts.js';
import { RegionsView } from './regions.js';
import { SpilloversView } from './spillovers.js';
import { SurfaceView } from './surface.js';
import { TraceView } from './trace.js';

interface View {
  readonly name: ViewName;
  readonly Body: (props: ViewProps) => preact.VNode;
  /** Whether the model has what the view shows. */
  fits(source: Lab['source']): boolean;
}

const measures =
  (name: string) =>
  ({ model }: Lab['source']): boolean =>
    model.metrics.some((metric) => metric.name === name);

const VIEWS: readonly View[] = [
  { name: 'innovations', Body: InnovationsView, fits: measures('continuity') },
  { name: 'spillovers', Body: SpilloversView, fits: ({ model }) => model.matrices.some(({ name }) => name === 'spillover_by_industry') },
  { name: 'helix', Body: HelixView, fits: measures('synergy_teams') },
  { name: 'ladder', Body: LadderView, fits: measures('ties_networking') },
  { name: 'regions', Body: RegionsView, fits: measures('knowledge_at_pole') },
  { name: 'funnel', Body: FunnelView, fits: ({ model }) => model.evaluations.some(({ name }) => name === 'matchmaking_funnel') },
  { name: 'trace', Body: TraceView, fits: ({ model }) => model.trace !== undefined },
  { name: 'surface', Body: SurfaceView, fits: () => true },
];

/** Names of the views, so that a link can be checked. */
export const VIEW_NAMES: readonly string[] = VIEWS.map(({ name }) => name);

export function ViewsPanel({ lab }: { lab: Lab }) {
  const chosen = lab.look('view', 'innovations');
  const w = viewWords.value;
  const fitting = VIEWS.filter(({ fits }) => fits(lab.source));
  const { name, Body } = fitting.find((view) => view.name === chosen.value) ?? (fitting[0] as View);
  return (
    <section class="panel views" aria-label={w.title} data-view={name}>
      <Choice label={w.show} chosen={chosen} options={fitting.map((view) => [view.name, w.views[view.name]])} />
      <h3 class="quiet">{w.views[name]}</h3>
      <Body lab={lab} />
    </section>
  );
}
