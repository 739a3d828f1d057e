/**
 * Draws a world on a canvas: regions as hulls, ties by rung, organisations by kind in colour and shape. Ties of one rung are
 * one path, so that a picture of 300 organisations and 2,000 ties takes a few milliseconds.
 */
import { KIND_COLOURS } from '../../report/network-svg.js';
import type { Frame } from '../engine/messages.js';
import type { Seating } from './seats.js';

/** Colours of the page for what is no organisation. */
export interface Palette {
  readonly disc: string;
  readonly edge: string;
  readonly ties: readonly string[];
  readonly fresh: string;
  readonly ink: string;
  readonly paper: string;
}

export interface View {
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen per pixel of the page. */
  readonly density: number;
}

/** Widths of ties below networking, and on the four rungs. */
const WIDTHS = [0.35, 0.6, 1, 1.6, 2.4];
/** Pixels that names need above and below the discs. */
const MARGIN = 24;
/** Discs of a small world do not grow beyond this. */
const LARGEST = 2.2;
const BEND = 0.25;

export interface Scene {
  readonly frame: Frame;
  readonly seating: Seating;
  /** Step that the frame shows, counted from 0, and how far its new ties have come in, 0 … 1. */
  readonly step: number;
  readonly part: number;
  /** Organisations that are marked. */
  readonly marked: readonly number[];
  readonly names: (region: number) => string;
}

/** Length of the picture's unit in pixels. */
function scaleOf({ box }: Seating, { width, height }: View): number {
  return Math.min(LARGEST, (width - MARGIN) / (2 * box.halfWidth), (height - 2 * MARGIN) / (2 * box.halfHeight));
}

/** Clears the canvas and makes the picture's units those of the seating. @returns device pixels per unit */
export function place(context: CanvasRenderingContext2D, { seating }: Scene, view: View): number {
  const scale = scaleOf(seating, view) * view.density;
  const { x, y } = seating.box;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(scale, 0, 0, scale, (view.width * view.density) / 2 - x * scale, (view.height * view.density) / 2 - y * scale);
  return scale;
}

/** What lies under the new ties: regions and the ties that were there before. @returns the new ties */
export function drawUnder(context: CanvasRenderingContext2D, scene: Scene, view: View, palette: Palette): Path2D {
  const pixel = view.density / place(context, scene, view);
  drawDiscs(context, scene, palette, pixel);
  drawNames(context, scene, pixel, view.width * pixel);
  const { paths, fresh } = pathsOf(scene);
  const opacity = Math.max(0.4, Math.min(0.9, Math.sqrt(350 / Math.max(1, scene.frame.a.length))));
  context.globalAlpha = opacity;
  for (const [level, path] of paths.entries()) stroke(context, path, palette.ties[level] as string, WIDTHS[level] as number);
  context.globalAlpha = 1;
  return fresh;
}

/** The new ties, as far as they have come in. */
export function drawFresh(context: CanvasRenderingContext2D, fresh: Path2D, { part }: Scene, palette: Palette): void {
  context.globalAlpha = part;
  stroke(context, fresh, palette.fresh, 1.6);
  context.globalAlpha = 1;
}

/** `pixel` is the length of a pixel of the page in the picture. */
function drawDiscs(context: CanvasRenderingContext2D, { seating }: Scene, palette: Palette, pixel: number): void {
  context.fillStyle = palette.disc;
  context.strokeStyle = palette.edge;
  context.lineWidth = pixel;
  for (const { x, y, radius } of seating.discs) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  context.fillStyle = palette.ink;
}

/** Names in one size in all pictures, so far outside that they keep off the neighbours, but not beyond the picture's `width`. */
function drawNames(context: CanvasRenderingContext2D, { seating, names }: Scene, pixel: number, width: number): void {
  context.font = `600 ${13 * pixel}px system-ui, "Open Sans", sans-serif`;
  context.textAlign = 'center';
  for (const { x, y, radius, outward, region } of seating.discs) {
    const name = names(region);
    const half = context.measureText(name).width / 2;
    const room = Math.max(0, width / 2 - half);
    const wanted = x + outward.x * Math.max(half, radius * 0.35) - seating.box.x;
    const above = outward.y <= 0;
    context.fillText(
      name,
      seating.box.x + Math.max(-room, Math.min(room, wanted)),
      above ? y - radius - 6 * pixel : y + radius + 16 * pixel,
    );
  }
}

/** Ties by rung, and those that are new in the step. */
function pathsOf({ frame, seating, step }: Scene): { paths: Path2D[]; fresh: Path2D } {
  const regions = new Map(Array.from(frame.id, (id, row) => [id, frame.region[row] as number]));
  const paths = WIDTHS.map(() => new Path2D());
  const fresh = new Path2D();
  for (let e = 0; e < frame.a.length; e++) {
    const [i, j] = [frame.a[e] as number, frame.b[e] as number];
    const [here, there] = [regions.get(i) ?? 0, regions.get(j) ?? 0];
    const [from, to] = [seating.placeOf(i, here), seating.placeOf(j, there)];
    const path = frame.born[e] === step ? fresh : (paths[Math.min(4, frame.level[e] as number)] as Path2D);
    path.moveTo(from.x, from.y);
    if (here === there) path.lineTo(to.x, to.y);
    else path.quadraticCurveTo(((from.x + to.x) / 2) * BEND, ((from.y + to.y) / 2) * BEND, to.x, to.y);
  }
  return { paths, fresh };
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

/** What lies over the ties: organisations, and rings around those that are marked. */
export function drawOrganisations(context: CanvasRenderingContext2D, { frame, seating, marked }: Scene, palette: Palette): void {
  let largest = 1;
  for (const size of frame.size) largest = Math.max(largest, size);
  context.lineWidth = 1;
  context.strokeStyle = palette.paper;
  for (let row = 0; row < frame.id.length; row++) {
    const kind = Math.min(2, frame.kind[row] as number);
    const { x, y } = seating.placeOf(frame.id[row] as number, frame.region[row] as number);
    context.fillStyle = KIND_COLOURS[kind as 0 | 1 | 2];
    context.beginPath();
    trace(context, kind, x, y, 2.6 + 3.6 * Math.sqrt(Math.max(0, frame.size[row] as number) / largest));
    context.fill();
    context.stroke();
    if (marked.includes(frame.id[row] as number)) ring(context, x, y, palette);
  }
}

/** Firms are discs, universities squares, governments triangles. */
function trace(context: CanvasRenderingContext2D, kind: number, x: number, y: number, radius: number): void {
  if (kind === 0) context.arc(x, y, radius, 0, 2 * Math.PI);
  else if (kind === 1) context.rect(x - 5.2, y - 5.2, 10.4, 10.4);
  else {
    context.moveTo(x, y - 7.5);
    context.lineTo(x + 7.4, y + 5.8);
    context.lineTo(x - 7.4, y + 5.8);
    context.closePath();
  }
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, palette: Palette): void {
  context.save();
  context.beginPath();
  context.arc(x, y, 11, 0, 2 * Math.PI);
  context.strokeStyle = palette.fresh;
  context.lineWidth = 2.5;
  context.stroke();
  context.restore();
}

/** The organisation under a point of the picture, or undefined where none is near. */
export function hit({ frame, seating }: Pick<Scene, 'frame' | 'seating'>, view: View, x: number, y: number): number | undefined {
  const scale = scaleOf(seating, view);
  const [px, py] = [(x - view.width / 2) / scale + seating.box.x, (y - view.height / 2) / scale + seating.box.y];
  let nearest: number | undefined;
  let least = 12 * 12;
  for (let row = 0; row < frame.id.length; row++) {
    const place = seating.placeOf(frame.id[row] as number, frame.region[row] as number);
    const distance = (place.x - px) ** 2 + (place.y - py) ** 2;
    if (distance < least) [least, nearest] = [distance, frame.id[row]];
  }
  return nearest;
}
