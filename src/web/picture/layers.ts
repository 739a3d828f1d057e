/**
 * Paints a world so that playing costs little: between two steps only the new ties change, so what lies under and over them is
 * kept as two pictures.
 */
import { drawFresh, drawOrganisations, drawUnder, type Palette, place, type Scene, type View } from './draw.js';

interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
}

const newLayer = (): Layer => {
  const canvas = document.createElement('canvas');
  return { canvas, context: canvas.getContext('2d') as CanvasRenderingContext2D };
};

export class Layers {
  private readonly under = newLayer();
  private readonly over = newLayer();
  private fresh = new Path2D();
  /** What the two pictures show. */
  private kept: readonly unknown[] = [];

  /** Paints the scene. */
  paint(context: CanvasRenderingContext2D, scene: Scene, view: View, palette: Palette): void {
    const { width, height } = context.canvas;
    // A tab that is not shown has no size, and nothing to be painted.
    if (width === 0 || height === 0) return;
    const { frame, seating, step, marked, names } = scene;
    const shown = [frame, seating, step, width, height, names(0), marked.join(), ...Object.values(palette).flat()];
    if (shown.length !== this.kept.length || shown.some((part, k) => part !== this.kept[k])) this.draw(scene, view, palette, width, height);
    this.kept = shown;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.drawImage(this.under.canvas, 0, 0);
    const transform = this.under.context.getTransform();
    context.setTransform(transform);
    drawFresh(context, this.fresh, scene, palette);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.over.canvas, 0, 0);
  }

  private draw(scene: Scene, view: View, palette: Palette, width: number, height: number): void {
    for (const { canvas } of [this.under, this.over]) Object.assign(canvas, { width, height });
    this.fresh = drawUnder(this.under.context, scene, view, palette);
    place(this.over.context, scene, view);
    drawOrganisations(this.over.context, scene, palette);
  }
}
