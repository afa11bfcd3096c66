import { Hall } from '../seat-map/hall/hall.ts'
import type { Plan } from '../seat-map/hall/plan.ts'
import { type Gesture, WAYS } from './ways.ts'

export interface Frames {
  /** From one frame to the next, in milliseconds, in the order of length. */
  readonly gapsMs: readonly number[]
}

/** Draws so many frames of a gesture, in one way; undefined when this browser cannot. Called by bench/frames/run.ts. */
async function drawFrames(
  plan: Plan,
  { way, gesture, frames }: { way: string; gesture: Gesture; frames: number },
): Promise<Frames | undefined> {
  const canvas = document.createElement('canvas')
  canvas.style.cssText = 'display: block; width: 100vw; height: 100vh'
  document.body.replaceChildren(canvas)
  canvas.width = canvas.clientWidth
  canvas.height = canvas.clientHeight
  const draw = WAYS[way]?.(canvas, new Hall(plan))
  if (!draw) return undefined
  const gapsMs: number[] = []
  let lastMs = await nextFrame()
  for (let frame = 0; frame < frames; frame++) {
    draw(gesture, frame)
    const nowMs = await nextFrame()
    gapsMs.push(nowMs - lastMs)
    lastMs = nowMs
  }
  return { gapsMs: gapsMs.toSorted((a, b) => a - b) }
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

Object.assign(globalThis, { drawFrames })
