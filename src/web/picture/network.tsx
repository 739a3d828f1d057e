/** The network of a world as a canvas that follows size, theme and time, and a sentence that says the same in words. */
import { useEffect, useRef } from 'preact/hooks';
import type { Frame } from '../engine/messages.js';
import { progress } from '../lab/play.js';
import { lab } from '../words/words.js';
import { hit, type Scene, type View } from './draw.js';
import { Layers } from './layers.js';
import { paletteOf } from './palette.js';
import type { Seating } from './seats.js';

export interface NetworkProps {
  readonly frame: Frame;
  readonly seating: Seating;
  /** Step that the frame shows, counted from 0. */
  readonly step: number;
  readonly playing: boolean;
  readonly marked: readonly number[];
  readonly label: string;
  readonly onPick?: (id: number) => void;
}

const NARROWEST = 1.15;
const WIDEST = 1.9;

const still = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');

export function NetworkPicture(props: NetworkProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => painter(canvas.current as HTMLCanvasElement, latest), []);
  useEffect(() => {
    canvas.current?.dispatchEvent(new Event('paint'));
  });
  const summary = summaryOf(props.frame);
  const pick = (event: MouseEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const view = { width: box.width, height: box.height, density: 1 };
    const id = hit(props, view, event.clientX - box.left, event.clientY - box.top);
    if (id !== undefined) props.onPick?.(id);
  };
  return (
    <div class="network-picture">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${props.label}. ${summary}`}
        class={props.onPick && 'pickable'}
        style={{ aspectRatio: shapeOf(props.seating) }}
        onClick={pick}
      />
      <p class="summary-line">{summary}</p>
    </div>
  );
}

/** Width over height of the picture: that of the regions with room for their names. */
function shapeOf({ box }: Seating): string {
  return Math.min(WIDEST, Math.max(NARROWEST, (box.halfWidth + 8) / (box.halfHeight + 18))).toFixed(2);
}

/** Paints whenever something changed, and in every frame of the screen while the world plays. Returns what ends it. */
function painter(canvas: HTMLCanvasElement, latest: { readonly current: NetworkProps }): () => void {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const layers = new Layers();
  let wanted = 0;
  const paint = (): void => {
    wanted = 0;
    const { frame, seating, step, playing, marked } = latest.current;
    const view = sizeOf(canvas);
    const part = playing && !still.matches ? progress.part : 1;
    const scene: Scene = { frame, seating, step, part, marked, names: (region) => lab.peek().region(region + 1) };
    layers.paint(context, scene, view, paletteOf(canvas));
    canvas.dataset.paints = String(Number(canvas.dataset.paints ?? 0) + 1);
    if (playing && !still.matches) request();
  };
  const request = (): void => {
    if (wanted === 0) wanted = requestAnimationFrame(paint);
  };
  const observer = new ResizeObserver(request);
  observer.observe(canvas);
  canvas.addEventListener('paint', request);
  dark.addEventListener('change', request);
  return () => {
    cancelAnimationFrame(wanted);
    observer.disconnect();
    dark.removeEventListener('change', request);
  };
}

/** Gives the canvas as many pixels as it covers on the screen. */
function sizeOf(canvas: HTMLCanvasElement): View {
  const { clientWidth: width, clientHeight: height } = canvas;
  const density = Math.min(2, devicePixelRatio);
  const [w, h] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  return { width, height, density };
}

/** How many organisations, ties, ties between regions, and organisations without a tie. */
function summaryOf(frame: Frame): string {
  const regions = new Map(Array.from(frame.id, (id, row) => [id, frame.region[row]]));
  const tied = new Set<number>();
  let between = 0;
  for (let e = 0; e < frame.a.length; e++) {
    const [i, j] = [frame.a[e] as number, frame.b[e] as number];
    tied.add(i).add(j);
    if (regions.get(i) !== regions.get(j)) between++;
  }
  return lab.value.networkSummary(frame.id.length, frame.a.length, between, frame.id.length - tied.size);
}
