import { cssOf } from '../seat-map/drawing/colour.ts'
import { MapCanvas } from '../seat-map/drawing/map-canvas.ts'
import { LIGHT, categoryColours } from '../seat-map/drawing/theme.ts'
import { fitted, panned, type View, zoomed } from '../seat-map/drawing/view.ts'
import type { Hall } from '../seat-map/hall/hall.ts'
import { SeatBoard } from '../seat-map/live/seat-board.ts'

export const GESTURES = ['pan', 'zoom'] as const
export type Gesture = (typeof GESTURES)[number]

/** One frame of a gesture, drawn in one way. */
export type DrawFrame = (gesture: Gesture, frame: number) => void

/** Every way to draw a hall that was thought of; the last is the one that was chosen. */
export const WAYS: Readonly<
  Record<string, (canvas: HTMLCanvasElement, hall: Hall) => DrawFrame | undefined>
> = { arcs, sprites, webgl, picture }

const RADIUS = 0.41

/** How far a hand moves from one frame to the next. */
function step(gesture: Gesture, frame: number) {
  if (gesture === 'zoom') return { dx: 0, dy: 0, factor: frame % 60 < 30 ? 1.03 : 1 / 1.03 }
  return { dx: 12 * Math.cos(frame / 12), dy: 8 * Math.sin(frame / 9), factor: 1 }
}

/** Calls `draw` with the view after each step, from the whole hall on. */
function following(canvas: HTMLCanvasElement, hall: Hall, draw: (view: View) => void): DrawFrame {
  const size = { width: canvas.clientWidth, height: canvas.clientHeight }
  const middle = { x: size.width / 2, y: size.height / 2 }
  let view = fitted(hall.bounds, size, 20)
  return (gesture, frame) => {
    const { dx, dy, factor } = step(gesture, frame)
    view = zoomed(panned(view, dx, dy), factor, middle, { least: 0, most: 100 })
    draw(view)
  }
}

/** Each seat an arc, one path for each category. */
function arcs(canvas: HTMLCanvasElement, hall: Hall): DrawFrame | undefined {
  const context = canvas.getContext('2d')
  if (!context) return undefined
  const colours = categoryColours(hall.categories, LIGHT).map(cssOf)
  return following(canvas, hall, ({ scale, x, y }) => {
    const radius = hall.pitch * RADIUS * scale
    context.clearRect(0, 0, canvas.width, canvas.height)
    colours.forEach((colour, category) => {
      context.fillStyle = colour
      context.beginPath()
      for (let seat = 0; seat < hall.seatCount; seat++) {
        if (hall.categoryOf[seat] !== category) continue
        const [left, top] = [(hall.xs[seat] ?? 0) * scale + x, (hall.ys[seat] ?? 0) * scale + y]
        context.moveTo(left + radius, top)
        context.arc(left, top, radius, 0, 2 * Math.PI)
      }
      context.fill()
    })
  })
}

/** Each seat a copy of a small picture of its category. */
function sprites(canvas: HTMLCanvasElement, hall: Hall): DrawFrame | undefined {
  const context = canvas.getContext('2d')
  if (!context) return undefined
  const pictures = categoryColours(hall.categories, LIGHT).map((colour) => {
    const sprite = new OffscreenCanvas(16, 16)
    const pen = sprite.getContext('2d')
    if (!pen) throw new Error('This browser cannot draw.')
    pen.fillStyle = cssOf(colour)
    pen.arc(8, 8, 7.5, 0, 2 * Math.PI)
    pen.fill()
    return sprite.transferToImageBitmap()
  })
  return following(canvas, hall, ({ scale, x, y }) => {
    const side = 2 * hall.pitch * RADIUS * scale
    context.clearRect(0, 0, canvas.width, canvas.height)
    for (let seat = 0; seat < hall.seatCount; seat++) {
      const picture = pictures[hall.categoryOf[seat] ?? 0]
      const [left, top] = [(hall.xs[seat] ?? 0) * scale + x, (hall.ys[seat] ?? 0) * scale + y]
      if (picture) context.drawImage(picture, left - side / 2, top - side / 2, side, side)
    }
  })
}

const VERTEX = `#version 300 es
in vec2 place; in vec3 colour; uniform vec4 view; uniform float side; out vec3 ink;
void main() { ink = colour; gl_Position = vec4(place * view.xy + view.zw, 0, 1); gl_PointSize = side; }`
const FRAGMENT = `#version 300 es
precision mediump float; in vec3 ink; out vec4 pixel;
void main() {
  float inside = smoothstep(0.5, 0.42, length(gl_PointCoord - 0.5));
  pixel = vec4(ink * inside, inside);
}`

/** All seats at once, by whatever the browser has for a graphics card. */
function webgl(canvas: HTMLCanvasElement, hall: Hall): DrawFrame | undefined {
  const gl = canvas.getContext('webgl2', { antialias: false })
  if (!gl) return undefined
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type)
    if (!shader) return undefined
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  gl.useProgram(program)
  const colours = categoryColours(hall.categories, LIGHT)
  const give = (name: string, width: number, data: Float32Array) => {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW)
    const place = gl.getAttribLocation(program, name)
    gl.enableVertexAttribArray(place)
    gl.vertexAttribPointer(place, width, gl.FLOAT, false, 0, 0)
  }
  const seats = Array.from(hall.ids.keys())
  give(
    'place',
    2,
    Float32Array.from(seats.flatMap((seat) => [hall.xs[seat] ?? 0, hall.ys[seat] ?? 0])),
  )
  give(
    'colour',
    3,
    Float32Array.from(
      seats.flatMap((seat) =>
        (colours[hall.categoryOf[seat] ?? 0] ?? []).map((part) => part / 255),
      ),
    ),
  )
  gl.enable(gl.BLEND)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  const view = gl.getUniformLocation(program, 'view')
  const side = gl.getUniformLocation(program, 'side')
  const { width, height } = canvas
  return following(canvas, hall, ({ scale, x, y }) => {
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.uniform4f(
      view,
      (2 * scale) / width,
      (-2 * scale) / height,
      (2 * x) / width - 1,
      1 - (2 * y) / height,
    )
    gl.uniform1f(side, 2 * hall.pitch * RADIUS * scale)
    gl.drawArrays(gl.POINTS, 0, hall.seatCount)
  })
}

/** What the seat map does. */
function picture(canvas: HTMLCanvasElement, hall: Hall): DrawFrame {
  const board = new SeatBoard(hall)
  const map = new MapCanvas(canvas, { hall, board, theme: LIGHT, onView: () => undefined })
  return (gesture, frame) => {
    const { dx, dy, factor } = step(gesture, frame)
    if (gesture === 'zoom') map.zoom(factor)
    else map.pan(dx, dy)
  }
}
