import { type Box, grown } from '../hall/box.ts'
import type { Context2d } from './context.ts'
import { type Size, type View, windowOf } from './view.ts'

/** How far a picture extends beyond the window, in CSS pixels, so that it can be moved without repainting. */
export const MARGIN = 128
/** During a gesture, a picture is good enough if it is not stretched beyond this. */
const STRETCH = { least: 0.6, most: 1.8 }

/** The view for which a picture is painted. */
export interface Frame {
  readonly view: View
  readonly size: Size
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number
  /** Whether a gesture is in progress, so that the view will change again. */
  readonly isMoving: boolean
}

export interface Picture extends Pick<Frame, 'view' | 'size' | 'pixelRatio'> {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

/** Paints a picture in short slices. What was on its canvas before must be overwritten. */
export type Painter = (picture: Picture) => Generator<undefined, void>

/**
 * One layer of the map as a picture. It can be moved and stretched at no cost while the next one is painted in slices.
 * See docs/adr/0021-seat-map-on-a-2d-canvas.md.
 */
export class Layer {
  readonly #paint: Painter
  readonly #bounds: Box
  #shown: Picture | undefined
  #spare: Picture | undefined
  #painting: { readonly picture: Picture; readonly slices: Generator<undefined, void> } | undefined
  #isOutdated = true

  /** @param bounds contains everything that is painted */
  constructor(paint: Painter, bounds: Box) {
    this.#paint = paint
    this.#bounds = bounds
  }

  /** Requests a new picture. One that is being painted is finished first. */
  outdate(): void {
    this.#isOutdated = true
  }

  /**
   * Paints for this long at most, if there is anything to paint.
   * @returns whether to call it again in the next frame
   */
  paint(frame: Frame, budgetMs: number): boolean {
    if (!this.#painting) {
      if (!this.#isOutdated && this.#shown) {
        if (isSharpFor(this.#shown, frame)) return false
        if (frame.isMoving && isGoodFor(this.#shown, frame, this.#bounds)) return true
      }
      this.#isOutdated = false
      const picture = this.#blank(frame)
      this.#painting = { picture, slices: this.#paint(picture) }
    }
    const endMs = performance.now() + budgetMs
    const { picture, slices } = this.#painting
    do {
      const { done } = slices.next()
      // Browsers put off drawing until a canvas is read, which would be in the frame that shows the picture.
      picture.context.getImageData(0, 0, 1, 1)
      if (done) {
        this.#spare = this.#shown
        this.#shown = picture
        this.#painting = undefined
        break
      }
    } while (performance.now() < endMs)
    return true
  }

  /** Draws the latest picture, moved and stretched to fit the view. */
  draw(context: Context2d, view: View, pixelRatio: number): void {
    if (!this.#shown) return
    const { canvas, view: painted, size } = this.#shown
    const stretch = view.scale / painted.scale
    const snap = (value: number) =>
      stretch === 1 ? Math.round(value * pixelRatio) / pixelRatio : value
    context.drawImage(
      canvas,
      snap(view.x - (painted.x + MARGIN) * stretch),
      snap(view.y - (painted.y + MARGIN) * stretch),
      (size.width + 2 * MARGIN) * stretch,
      (size.height + 2 * MARGIN) * stretch,
    )
  }

  /** Reuses the older one of two canvases, so that panning creates none. */
  #blank({ view, size, pixelRatio }: Frame): Picture {
    const width = Math.ceil((size.width + 2 * MARGIN) * pixelRatio)
    const height = Math.ceil((size.height + 2 * MARGIN) * pixelRatio)
    const canvas = this.#spare?.canvas ?? new OffscreenCanvas(width, height)
    const context = this.#spare?.context ?? canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('This browser has no 2D canvas.')
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    return { canvas, context, view, size, pixelRatio }
  }
}

/** Whether the picture covers the whole view in full sharpness. */
function isSharpFor(picture: Picture, { view, size, pixelRatio }: Frame): boolean {
  const { view: painted } = picture
  return (
    painted.scale === view.scale &&
    picture.pixelRatio === pixelRatio &&
    picture.size.width === size.width &&
    picture.size.height === size.height &&
    Math.abs(painted.x - view.x) < MARGIN &&
    Math.abs(painted.y - view.y) < MARGIN
  )
}

/** Whether the picture covers the visible part of the hall, though perhaps not in full sharpness. */
function isGoodFor(picture: Picture, { view, size }: Frame, bounds: Box): boolean {
  const stretch = view.scale / picture.view.scale
  if (stretch < STRETCH.least || stretch > STRETCH.most) return false
  const has = grown(windowOf(picture.view, picture.size), MARGIN / picture.view.scale)
  const wanted = windowOf(view, size)
  return (
    has.left <= Math.max(wanted.left, bounds.left) &&
    has.top <= Math.max(wanted.top, bounds.top) &&
    has.right >= Math.min(wanted.right, bounds.right) &&
    has.bottom >= Math.min(wanted.bottom, bounds.bottom)
  )
}
